package io.fleetexecutor.cli;

import com.google.protobuf.Duration;
import com.google.rpc.Code;
import io.fleetexecutor.v1.RetryPolicy;
import io.fleetexecutor.v1.RolloutPolicy;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** When a cluster is tried again: never, unless one of these is given. */
final class RetryOptions {
  @Option(
      names = "--max-attempts",
      paramLabel = "N",
      description =
          "How often a cluster is tried (default: once, or 3 times with any of the next options).")
  private @Nullable Integer maxAttempts;

  @Option(
      names = "--retry-on",
      paramLabel = "CODE",
      split = ",",
      converter = CodeConverter.class,
      description =
          "Errors after which a cluster is tried again, comma separated (default:"
              + " unavailable,resource-exhausted,deadline-exceeded).")
  private List<Code> retryableCodes = List.of();

  @Option(
      names = "--initial-backoff",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "How long it waits for its second attempt, at most (default: 1s).")
  private @Nullable Duration initialBackoff;

  @Option(
      names = "--max-backoff",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "What that grows to (default: 30s).")
  private @Nullable Duration maxBackoff;

  @Option(
      names = "--backoff-multiplier",
      paramLabel = "N",
      description = "What that is multiplied with after each attempt (default: 2).")
  private @Nullable Double multiplier;

  void addTo(RolloutPolicy.Builder policy) {
    RetryPolicy.Builder retry = RetryPolicy.newBuilder().addAllRetryableCodes(retryableCodes);
    if (maxAttempts != null) {
      retry.setMaxAttempts(maxAttempts);
    }
    if (initialBackoff != null) {
      retry.setInitialBackoff(initialBackoff);
    }
    if (maxBackoff != null) {
      retry.setMaxBackoff(maxBackoff);
    }
    if (multiplier != null) {
      retry.setBackoffMultiplier(multiplier);
    }
    if (isGiven()) {
      policy.setRetryPolicy(retry);
    }
  }

  private boolean isGiven() {
    return maxAttempts != null
        || initialBackoff != null
        || maxBackoff != null
        || multiplier != null
        || !retryableCodes.isEmpty();
  }
}

package io.fleetexecutor.api;

import com.google.rpc.Code;
import io.fleetexecutor.model.ErrorCode;
import io.fleetexecutor.model.RetryPolicy;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads when clusters are tried again, and fills in what is not given. */
final class RetryReader {
  private static final int DEFAULT_ATTEMPTS = 3;
  private static final int MOST_ATTEMPTS = 100;
  private static final double LARGEST_MULTIPLIER = 100;

  private final Violations violations;
  private final String path;

  RetryReader(Violations violations, String path) {
    this.violations = violations;
    this.path = path;
  }

  RetryPolicy read(io.fleetexecutor.v1.RetryPolicy proto) {
    int attempts = proto.getMaxAttempts();
    violations.check(
        attempts >= 0 && attempts <= MOST_ATTEMPTS,
        path + ".max_attempts",
        "is %d, must be between 1 and %d, or 0 for the default of %d"
            .formatted(attempts, MOST_ATTEMPTS, DEFAULT_ATTEMPTS));
    double multiplier = proto.getBackoffMultiplier();
    violations.check(
        multiplier == 0 || multiplier >= 1 && multiplier <= LARGEST_MULTIPLIER,
        path + ".backoff_multiplier",
        "is %s, must be between 1 and 100, or 0 for the default of 2".formatted(multiplier));
    Duration initial =
        proto.hasInitialBackoff() ? backoff(proto.getInitialBackoff(), "initial_backoff") : null;
    Duration max = proto.hasMaxBackoff() ? backoff(proto.getMaxBackoff(), "max_backoff") : null;
    if (initial != null && max != null && initial.compareTo(max) > 0) {
      violations.add(
          path + ".initial_backoff", "is longer than max_backoff, must be at most as long");
    }
    return new RetryPolicy(
        attempts == 0 ? DEFAULT_ATTEMPTS : attempts,
        initial != null ? initial : shorter(RetryPolicy.NONE.initialBackoff(), max),
        max != null ? max : longer(RetryPolicy.NONE.maxBackoff(), initial),
        multiplier == 0 ? RetryPolicy.NONE.multiplier() : multiplier,
        codes(proto));
  }

  private @Nullable Duration backoff(com.google.protobuf.Duration value, String field) {
    return violations.positive(value, path + "." + field);
  }

  private Set<ErrorCode> codes(io.fleetexecutor.v1.RetryPolicy proto) {
    Set<ErrorCode> codes = EnumSet.noneOf(ErrorCode.class);
    for (int i = 0; i < proto.getRetryableCodesCount(); i++) {
      int number = proto.getRetryableCodesValue(i);
      Code code = Code.forNumber(number);
      boolean isKnown = number != 0 && code != null && ErrorCode.of(number).number() == number;
      violations.check(
          isKnown,
          "%s.retryable_codes[%d]".formatted(path, i),
          "is %s, must be one of %s"
              .formatted(
                  code == null ? number : code.name(),
                  Arrays.stream(ErrorCode.values())
                      .map(Enum::name)
                      .collect(Collectors.joining(", "))));
      if (isKnown) {
        codes.add(ErrorCode.of(number));
      }
    }
    return proto.getRetryableCodesCount() == 0 ? RetryPolicy.DEFAULT_CODES : codes;
  }

  private static Duration shorter(Duration usual, @Nullable Duration limit) {
    Duration other = Objects.requireNonNullElse(limit, usual);
    return usual.compareTo(other) <= 0 ? usual : other;
  }

  private static Duration longer(Duration usual, @Nullable Duration limit) {
    Duration other = Objects.requireNonNullElse(limit, usual);
    return usual.compareTo(other) >= 0 ? usual : other;
  }
}

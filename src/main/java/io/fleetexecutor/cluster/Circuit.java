package io.fleetexecutor.cluster;

import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests to an API server that could not be reached so many times in a row, until it was
 * reached again.
 */
final class Circuit {
  // By then a lost first packet was sent again, twice.
  private static final Duration LONG_TO_CONNECT = Duration.ofSeconds(3);

  private final int limit;
  private int failures;
  private String lastMessage = "";
  private @Nullable Instant lastAnswer;

  /**
   * @param limit 0: it refuses nothing
   */
  Circuit(int limit) {
    this.limit = limit;
  }

  synchronized void reached(Instant now) {
    failures = 0;
    lastAnswer = now;
  }

  /** Null: there never was one. */
  synchronized @Nullable Instant lastAnswer() {
    return lastAnswer;
  }

  /** Takes no failure but of the way to the API server: what it answers is no matter here. */
  synchronized void failed(ClusterFailure failure) {
    if (ConnectionFailures.isOfTheWay(failure)) {
      failures = Math.min(failures + 1, limit);
      lastMessage = failure.error().message();
    }
  }

  /** An attempt that is shorter than the connect timeout must not hide that nothing connects. */
  void givenUp(ApiEndpoint endpoint, Duration waited) {
    if (waited.compareTo(LONG_TO_CONNECT) >= 0) {
      failed(ConnectionFailures.givenUp(endpoint, waited));
    }
  }

  synchronized boolean isOpen() {
    return limit > 0 && failures >= limit;
  }

  /** Why a request is not to be sent; null where it is. */
  synchronized @Nullable ClusterFailure refusal() {
    return isOpen()
        ? ClusterFailure.of(
            ClusterState.UNREACHABLE,
            ErrorCode.UNAVAILABLE,
            "CIRCUIT_OPEN",
            "not asked, as it could not be reached %d times in a row; it is looked after in the background: %s"
                .formatted(limit, lastMessage))
        : null;
  }
}

package io.fleetexecutor.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why a cluster did not succeed.
 *
 * @param reason stable and for programs, in UPPER_SNAKE_CASE, for example {@code NOT_FOUND}
 * @param message for people; the API server's own where it gave one
 * @param httpStatus what the API server answered; null where it gave no answer
 * @param retryAfter how long the API server asks to wait; null where it does not
 */
public record ClusterError(
    ErrorCode code,
    String reason,
    String message,
    @Nullable Integer httpStatus,
    @Nullable Duration retryAfter) {

  /** Where nothing asks to wait. */
  public ClusterError(ErrorCode code, String reason, String message, @Nullable Integer httpStatus) {
    this(code, reason, message, httpStatus, null);
  }

  public static ClusterError of(ErrorCode code, String reason, String message) {
    return new ClusterError(code, reason, message, null);
  }

  public ClusterError withRetryAfter(@Nullable Duration asked) {
    return new ClusterError(code, reason, message, httpStatus, asked);
  }
}

package io.fleetexecutor.model;

import org.jspecify.annotations.Nullable;

/**
 * Why a cluster did not succeed.
 *
 * @param reason stable and for programs, in UPPER_SNAKE_CASE, for example {@code NOT_FOUND}
 * @param message for people; the API server's own where it gave one
 * @param httpStatus what the API server answered; null where it gave no answer
 */
public record ClusterError(
    ErrorCode code, String reason, String message, @Nullable Integer httpStatus) {

  public static ClusterError of(ErrorCode code, String reason, String message) {
    return new ClusterError(code, reason, message, null);
  }
}

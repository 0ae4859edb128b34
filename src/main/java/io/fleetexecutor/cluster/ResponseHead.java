package io.fleetexecutor.cluster;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an answer begins.
 *
 * @param contentType empty where there is none
 * @param retryAfter how long it asks to wait; null where it does not, and of every success
 */
public record ResponseHead(int status, String contentType, @Nullable Duration retryAfter) {

  /**
   * @param retryAfter as in its header, at this moment
   */
  static ResponseHead of(int status, String contentType, @Nullable String retryAfter, Instant now) {
    return new ResponseHead(
        status, contentType, isSuccess(status) ? null : RetryAfter.ofHeader(retryAfter, now));
  }

  public boolean isSuccess() {
    return isSuccess(status);
  }

  private static boolean isSuccess(int status) {
    return status >= 200 && status < 300;
  }

  /** Whether it says that nothing was done. */
  public boolean isRefusal() {
    return isRefusal(status);
  }

  static boolean isRefusal(int status) {
    return status >= 400 && status < 500 || status == 503;
  }
}

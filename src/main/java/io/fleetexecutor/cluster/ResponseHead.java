package io.fleetexecutor.cluster;

/**
 * How an answer begins.
 *
 * @param contentType empty where there is none
 */
public record ResponseHead(int status, String contentType) {

  public boolean isSuccess() {
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

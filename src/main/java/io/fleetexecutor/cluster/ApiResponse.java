package io.fleetexecutor.cluster;

/**
 * A small answer.
 *
 * @param body cut at 64 KB
 */
public record ApiResponse(int status, String body) {

  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }
}

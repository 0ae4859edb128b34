package io.fleetexecutor.cluster;

/**
 * A small answer.
 *
 * @param body cut at 64 KB
 */
public record ApiResponse(ResponseHead head, String body) {

  public int status() {
    return head.status();
  }

  public boolean isSuccess() {
    return head.isSuccess();
  }
}

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
}

package io.fleetexecutor.cluster;

/**
 * A read of an API server.
 *
 * @param uri path and query, encoded
 * @param accept the media types that are understood, best first
 * @param compressed whether the answer may be large enough for compression to pay
 */
public record ApiRequest(String uri, String accept, boolean compressed) {

  public static final String JSON = "application/json";

  public static ApiRequest get(String uri) {
    return new ApiRequest(uri, JSON, false);
  }
}

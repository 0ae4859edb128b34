package io.fleetexecutor.cluster;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * A request to an API server.
 *
 * @param method in upper case
 * @param uri path and query, encoded
 * @param accept the media types that are understood, best first
 * @param compressed whether the answer may be large enough for compression to pay
 * @param content what is sent; null: nothing
 * @param repeatable whether it may be sent again when nobody knows if it arrived
 * @param as whom; nobody: as the credentials of the cluster say
 */
public record ApiRequest(
    String method,
    String uri,
    String accept,
    boolean compressed,
    @Nullable Content content,
    boolean repeatable,
    Impersonation as) {

  public static final String JSON = "application/json";

  /** A body. */
  public record Content(String type, Buffer body) {

    public static Content of(String type, String text) {
      return new Content(type, Buffer.buffer(text));
    }
  }

  public static ApiRequest get(String uri) {
    return get(uri, JSON, false);
  }

  public static ApiRequest get(String uri, String accept, boolean compressed) {
    return new ApiRequest("GET", uri, accept, compressed, null, true, Impersonation.NONE);
  }

  /** A request that changes something. */
  public static ApiRequest change(
      String method, String uri, @Nullable Content content, boolean repeatable) {
    return new ApiRequest(method, uri, JSON, false, content, repeatable, Impersonation.NONE);
  }

  /** The same, made as somebody. */
  public ApiRequest as(Impersonation somebody) {
    return new ApiRequest(method, uri, accept, compressed, content, repeatable, somebody);
  }
}

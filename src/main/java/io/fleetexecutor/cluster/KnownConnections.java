package io.fleetexecutor.cluster;

import io.vertx.core.http.HttpConnection;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which connections have carried a request before, and as whom; used on one event loop. */
final class KnownConnections {

  private final Map<HttpConnection, As> used = new IdentityHashMap<>();

  private record As(@Nullable ClientCertificate certificate) {}

  /** Whether there is any. */
  boolean areOpen() {
    return !used.isEmpty();
  }

  /** Whether it was made with another certificate, by which the API server still knows it. */
  boolean isOutdated(HttpConnection connection, @Nullable ClientCertificate current) {
    As known = used.get(connection);
    return known != null && !Objects.equals(known.certificate(), current);
  }

  /**
   * True from the second request on.
   *
   * @param presented by a connection that is new
   */
  boolean isReused(HttpConnection connection, @Nullable ClientCertificate presented) {
    if (used.putIfAbsent(connection, new As(presented)) != null) {
      return true;
    }
    connection.closeHandler(closed -> used.remove(connection));
    connection.exceptionHandler(
        told -> {}); // its request fails with it; else Vert.x logs it as well
    return false;
  }
}

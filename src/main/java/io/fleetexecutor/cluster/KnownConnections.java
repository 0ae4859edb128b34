package io.fleetexecutor.cluster;

import io.vertx.core.http.HttpConnection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** Which connections have carried a request before; used on one event loop. */
final class KnownConnections {

  private final Set<HttpConnection> used = Collections.newSetFromMap(new IdentityHashMap<>());

  /** True from the second request on. */
  boolean isReused(HttpConnection connection) {
    if (!used.add(connection)) {
      return true;
    }
    connection.closeHandler(closed -> used.remove(connection));
    connection.exceptionHandler(
        told -> {}); // its request fails with it; else Vert.x logs it as well
    return false;
  }
}

package io.fleetexecutor.demo;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.MIMEHeader;
import java.util.List;

/**
 * A request to one API server.
 *
 * @param path from the server's root
 * @param accept what the client takes, the preferred first; empty for anything
 */
record ApiRequest(String method, String path, MultiMap parameters, List<MIMEHeader> accept) {

  boolean reads() {
    return method.equals("GET") || method.equals("HEAD");
  }
}

package io.fleetexecutor.api.transport;

import io.grpc.Metadata;
import io.grpc.Status;
import io.vertx.core.http.HttpServerResponse;

/** The end of an answer. */
final class Responses {
  private Responses() {}

  static void end(
      HttpServerResponse response, Protocol protocol, Status status, Metadata metadata) {
    var trailers = Trailers.of(status, metadata);
    if (protocol == Protocol.GRPC) {
      trailers.forEach(trailer -> response.trailers().add(trailer.getKey(), trailer.getValue()));
      response.end();
    } else {
      response.end(new FrameWriter(protocol.isText()).trailers(trailers));
    }
  }

  /** For a request that did not become a call. */
  static void refuse(
      HttpServerResponse response, Protocol protocol, Status status, Metadata metadata) {
    response.setChunked(true).putHeader("content-type", protocol.contentType());
    end(response, protocol, status, metadata);
  }
}

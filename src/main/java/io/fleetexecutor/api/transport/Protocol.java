package io.fleetexecutor.api.transport;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a call is written as HTTP; told by its content type. */
enum Protocol {
  /** gRPC: HTTP/2, the status in its trailers. */
  GRPC("application/grpc"),
  /** gRPC-Web: any HTTP, the status in a last frame of the body. */
  GRPC_WEB("application/grpc-web"),
  /** gRPC-Web in base64. */
  GRPC_WEB_TEXT("application/grpc-web-text");

  private static final String FAMILY = "application/grpc";

  private final String contentType;

  Protocol(String contentType) {
    this.contentType = contentType;
  }

  /** Whether it is any kind of gRPC, also one that is not spoken here. */
  static boolean isGrpc(@Nullable String contentType) {
    return contentType != null && mediaType(contentType).startsWith(FAMILY);
  }

  /** Null: none that is spoken here, for example gRPC with messages in JSON. */
  static @Nullable Protocol of(String contentType) {
    String mediaType = mediaType(contentType);
    for (Protocol protocol : values()) {
      if (mediaType.equals(protocol.contentType)
          || mediaType.equals(protocol.contentType + "+proto")) {
        return protocol;
      }
    }
    return null;
  }

  private static String mediaType(String contentType) {
    return contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  /** What an answer is. */
  String contentType() {
    return contentType + "+proto";
  }

  boolean isText() {
    return this == GRPC_WEB_TEXT;
  }
}

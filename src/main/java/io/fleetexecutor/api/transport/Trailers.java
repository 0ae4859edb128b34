package io.fleetexecutor.api.transport;

import io.grpc.Metadata;
import io.grpc.Status;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A status and its metadata as names and values that HTTP can carry. */
final class Trailers {
  private Trailers() {}

  static List<Map.Entry<String, String>> of(Status status, Metadata metadata) {
    List<Map.Entry<String, String>> trailers = new ArrayList<>();
    trailers.add(Map.entry("grpc-status", Integer.toString(status.getCode().value())));
    if (status.getDescription() != null) {
      trailers.add(Map.entry("grpc-message", percentEncode(status.getDescription())));
    }
    for (String key : metadata.keys()) {
      if (key.endsWith(Metadata.BINARY_HEADER_SUFFIX)) {
        for (byte[] value :
            values(metadata, Metadata.Key.of(key, Metadata.BINARY_BYTE_MARSHALLER))) {
          trailers.add(Map.entry(key, Base64.getEncoder().withoutPadding().encodeToString(value)));
        }
      } else {
        for (String value :
            values(metadata, Metadata.Key.of(key, Metadata.ASCII_STRING_MARSHALLER))) {
          trailers.add(Map.entry(key, value));
        }
      }
    }
    return trailers;
  }

  private static <T> Iterable<T> values(Metadata metadata, Metadata.Key<T> key) {
    return Objects.requireNonNullElse(metadata.getAll(key), List.of());
  }

  /**
   * As gRPC's HTTP/2 protocol encodes grpc-message: all but printable ASCII, and the percent sign.
   */
  private static String percentEncode(String message) {
    var text = new StringBuilder();
    for (byte b : message.getBytes(StandardCharsets.UTF_8)) {
      if (b >= ' ' && b <= '~' && b != '%') {
        text.append((char) b);
      } else {
        text.append("%%%02X".formatted(b));
      }
    }
    return text.toString();
  }
}

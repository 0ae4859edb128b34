package io.fleetexecutor.api.transport;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Writes messages, and gRPC-Web's trailers, as frames. */
final class FrameWriter {
  private static final int HEADER = 5;
  private static final byte MESSAGE = 0;
  private static final byte TRAILERS = (byte) 0x80;

  private final boolean base64;

  FrameWriter(boolean base64) {
    this.base64 = base64;
  }

  Buffer message(byte[] message) {
    return frame(MESSAGE, message);
  }

  Buffer trailers(List<Map.Entry<String, String>> trailers) {
    var text = new StringBuilder();
    trailers.forEach(
        trailer ->
            text.append(trailer.getKey()).append(": ").append(trailer.getValue()).append("\r\n"));
    return frame(TRAILERS, text.toString().getBytes(StandardCharsets.US_ASCII));
  }

  private Buffer frame(byte flag, byte[] content) {
    Buffer frame =
        Buffer.buffer(HEADER + content.length)
            .appendByte(flag)
            .appendInt(content.length)
            .appendBytes(content);
    return base64 ? Buffer.buffer(Base64.getEncoder().encode(frame.getBytes())) : frame;
  }
}

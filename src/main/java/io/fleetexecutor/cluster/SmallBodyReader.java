package io.fleetexecutor.cluster;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/** Keeps the first 64 KB of a body, and wants no more. */
final class SmallBodyReader implements BodyReader<ApiResponse> {

  static final int MAX_BYTES = 64 << 10;

  private final ResponseHead head;
  private final Buffer body = Buffer.buffer();

  SmallBodyReader(ResponseHead head) {
    this.head = head;
  }

  @Override
  public boolean read(Buffer chunk) {
    body.appendBuffer(chunk, 0, Math.min(chunk.length(), MAX_BYTES - body.length()));
    return body.length() < MAX_BYTES;
  }

  @Override
  public ApiResponse result() {
    return new ApiResponse(head, body.toString(StandardCharsets.UTF_8));
  }
}

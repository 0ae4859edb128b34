package io.fleetexecutor.operation;

import io.fleetexecutor.cluster.BodyReader;
import io.fleetexecutor.cluster.ResponseHead;
import io.vertx.core.buffer.Buffer;

/** Keeps the start of a body, whatever it is. */
final class RawBody implements BodyReader<RawBody> {
  private final ResponseHead head;
  private final long maxBytes;
  private final Buffer bytes = Buffer.buffer();
  private long readBytes;

  RawBody(ResponseHead head, long maxBytes) {
    this.head = head;
    this.maxBytes = maxBytes;
  }

  @Override
  public boolean read(Buffer chunk) {
    readBytes += chunk.length();
    int room = (int) (maxBytes - bytes.length());
    bytes.appendBuffer(chunk, 0, Math.min(chunk.length(), room));
    return !isTruncated();
  }

  @Override
  public RawBody result() {
    return this;
  }

  ResponseHead head() {
    return head;
  }

  Buffer bytes() {
    return bytes;
  }

  long readBytes() {
    return readBytes;
  }

  boolean isTruncated() {
    return readBytes > maxBytes;
  }
}

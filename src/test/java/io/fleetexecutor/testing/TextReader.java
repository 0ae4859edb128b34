package io.fleetexecutor.testing;

import io.fleetexecutor.cluster.BodyReader;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/** Keeps everything. */
public final class TextReader implements BodyReader<String> {
  private final Buffer body = Buffer.buffer();

  @Override
  public boolean read(Buffer chunk) {
    body.appendBuffer(chunk);
    return true;
  }

  @Override
  public String result() {
    return body.toString(StandardCharsets.UTF_8);
  }
}

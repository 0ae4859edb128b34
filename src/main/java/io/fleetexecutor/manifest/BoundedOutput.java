package io.fleetexecutor.manifest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Takes the JSON of one object, and not more of it than allowed. */
final class BoundedOutput extends OutputStream {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  @Override
  public void write(int value) throws IOException {
    check(1);
    bytes.write(value);
  }

  @Override
  public void write(byte[] buffer, int offset, int length) throws IOException {
    check(length);
    bytes.write(buffer, offset, length);
  }

  private void check(int more) throws LimitException {
    if (bytes.size() + more > Limits.OBJECT_BYTES) {
      throw new LimitException(
          "larger than %s as JSON".formatted(Limits.mebibytes(Limits.OBJECT_BYTES)));
    }
  }

  int size() {
    return bytes.size();
  }

  String text() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}

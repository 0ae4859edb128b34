package io.fleetexecutor.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetexecutor.cluster.json.StreamingJson;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** How many bytes a tree has as one line of JSON, which is not made for it. */
final class JsonSize extends OutputStream {
  private long bytes;

  private JsonSize() {}

  static long of(JsonNode tree) {
    try (JsonSize size = new JsonSize()) {
      StreamingJson.MAPPER.writeValue(size, tree);
      return size.bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void write(int single) {
    bytes++;
  }

  @Override
  public void write(byte[] some, int offset, int length) {
    bytes += length;
  }
}

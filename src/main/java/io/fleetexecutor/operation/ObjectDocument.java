package io.fleetexecutor.operation;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.fleetexecutor.cluster.ClusterFailure;
import io.fleetexecutor.cluster.json.TokenReader;
import java.io.IOException;

/** A document that is one object. */
final class ObjectDocument implements TokenReader<Boolean> {

  private final ObjectReader reader;
  private boolean started;

  ObjectDocument(ObjectReader reader) {
    this.reader = reader;
  }

  @Override
  public boolean accept(JsonParser parser, JsonToken token) throws IOException {
    if (!started && token != JsonToken.START_OBJECT) {
      throw ClusterFailure.unexpectedAnswer("the answer is no JSON object", 200);
    }
    started = true;
    return reader.accept(parser, token);
  }

  @Override
  public void beginChunk(byte[] bytes) {
    reader.beginChunk(bytes);
  }

  @Override
  public boolean endChunk() {
    return reader.endChunk();
  }

  @Override
  public Boolean result() {
    return started;
  }
}

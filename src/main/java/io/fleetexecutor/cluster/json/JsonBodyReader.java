package io.fleetexecutor.cluster.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.async.ByteArrayFeeder;
import io.fleetexecutor.cluster.BodyReader;
import io.fleetexecutor.cluster.ClusterFailure;
import io.fleetexecutor.cluster.StatusFailures;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Parses a body as it arrives, so that no more of it is in memory than its reader keeps. */
public final class JsonBodyReader<T> implements BodyReader<T> {

  private static final int EXCERPT_BYTES = 400;

  private final TokenReader<T> reader;
  private final JsonParser parser;
  private final ByteArrayFeeder feeder;
  private byte[] start = {};
  private boolean stopped;

  public JsonBodyReader(TokenReader<T> reader) {
    this.reader = reader;
    try {
      this.parser = StreamingJson.FACTORY.createNonBlockingByteArrayParser();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    this.feeder = (ByteArrayFeeder) parser.getNonBlockingInputFeeder();
  }

  @Override
  public boolean read(Buffer chunk) {
    byte[] bytes = chunk.getBytes();
    if (start.length == 0) {
      start = Arrays.copyOf(bytes, Math.min(bytes.length, EXCERPT_BYTES));
    }
    try {
      feeder.feedInput(bytes, 0, bytes.length);
      reader.beginChunk(bytes);
      stopped = !drain() || !reader.endChunk();
      return !stopped;
    } catch (IOException e) {
      throw unexpected("is no JSON");
    }
  }

  private boolean drain() throws IOException {
    JsonToken token = parser.nextToken();
    while (token != null && token != JsonToken.NOT_AVAILABLE) {
      if (!reader.accept(parser, token)) {
        return false;
      }
      token = parser.nextToken();
    }
    return true;
  }

  @Override
  public T result() {
    try {
      if (!stopped) {
        feeder.endOfInput();
        drain();
        if (start.length == 0 && !reader.mayBeEmpty() || !parser.getParsingContext().inRoot()) {
          throw unexpected("ends too early");
        }
      }
      return reader.result();
    } catch (IOException e) {
      throw unexpected("ends too early");
    } finally {
      close();
    }
  }

  private void close() {
    try {
      parser.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private ClusterFailure unexpected(String problem) {
    String text = new String(start, StandardCharsets.UTF_8);
    return ClusterFailure.unexpectedAnswer(
        "the answer " + problem + ": " + StatusFailures.excerpt(text), 200);
  }
}

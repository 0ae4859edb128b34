package io.fleetexecutor.cluster.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Takes the tokens of one JSON document. */
public interface TokenReader<T> {

  /** False: nothing more is wanted. */
  boolean accept(JsonParser parser, JsonToken token) throws IOException;

  /** The bytes that the next tokens are of. */
  default void beginChunk(byte[] bytes) {}

  /**
   * No more tokens are in them.
   *
   * @return false: nothing more is wanted
   */
  default boolean endChunk() {
    return true;
  }

  /** Whether a document of no token at all is one. */
  default boolean mayBeEmpty() {
    return false;
  }

  T result();
}

package io.fleetexecutor.cluster.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Takes one JSON object after the other, from the start to the end of each. */
public interface ElementReader {

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
}

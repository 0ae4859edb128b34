package io.fleetexecutor.jetstream;

import io.nats.client.impl.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A message of a stream.
 *
 * @param sequence of its stream
 */
record StoredMessage(long sequence, Headers headers, byte[] body) {

  /**
   * @throws IllegalArgumentException where it has no such header
   */
  String header(String name) {
    @Nullable String value = headers.getLast(name);
    if (value == null) {
      throw new IllegalArgumentException("header %s is missing".formatted(name));
    }
    return value;
  }
}

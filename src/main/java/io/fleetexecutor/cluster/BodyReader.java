package io.fleetexecutor.cluster;

import io.vertx.core.buffer.Buffer;

/**
 * Reads the body of one answer as it arrives. It is called on an event loop, by one thread at a
 * time, and the next chunk is not taken from the connection before it returns.
 */
public interface BodyReader<T> {

  /** False: nothing more is wanted, and the request is reset. */
  boolean read(Buffer chunk);

  /**
   * What was read; called once, after the last chunk.
   *
   * @throws ClusterFailure where the body is not what was asked for
   */
  T result();
}

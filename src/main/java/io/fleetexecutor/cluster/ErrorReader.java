package io.fleetexecutor.cluster;

import io.vertx.core.buffer.Buffer;

/** Reads an answer that is no success; its result is always a failure. */
final class ErrorReader<T> implements BodyReader<T> {

  private final SmallBodyReader body;

  ErrorReader(ResponseHead head) {
    this.body = new SmallBodyReader(head);
  }

  @Override
  public boolean read(Buffer chunk) {
    return body.read(chunk);
  }

  @Override
  public T result() {
    throw StatusFailures.of(body.result());
  }
}

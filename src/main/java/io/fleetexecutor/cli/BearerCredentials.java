package io.fleetexecutor.cli;

import io.fleetexecutor.cli.token.TokenException;
import io.fleetexecutor.cli.token.TokenSource;
import io.grpc.CallCredentials;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.concurrent.Executor;

/** Puts a bearer token to each call; one that cannot be had fails the call as UNAUTHENTICATED. */
final class BearerCredentials extends CallCredentials {
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  private final TokenSource source;

  BearerCredentials(TokenSource source) {
    this.source = source;
  }

  @Override
  public void applyRequestMetadata(RequestInfo call, Executor executor, MetadataApplier applier) {
    executor.execute(() -> apply(applier));
  }

  private void apply(MetadataApplier applier) {
    try {
      Metadata headers = new Metadata();
      headers.put(AUTHORIZATION, "Bearer " + source.token());
      applier.apply(headers);
    } catch (TokenException e) {
      applier.fail(Status.UNAUTHENTICATED.withDescription("no token").withCause(e));
    } catch (RuntimeException e) {
      // Otherwise the call would wait for ever.
      applier.fail(Status.UNKNOWN.withDescription("no token").withCause(e));
    }
  }
}

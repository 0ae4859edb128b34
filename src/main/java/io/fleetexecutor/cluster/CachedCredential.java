package io.fleetexecutor.cluster;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.WorkerExecutor;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a credential until it expires or is refused, and obtains the next one once for all who wait
 * for it, off the event loop. A failure is not kept.
 */
final class CachedCredential implements Authenticator {

  /** Obtains a credential; may block. */
  interface Source {
    Expiring obtain();
  }

  /**
   * @param expiry null: never
   */
  record Expiring(Credential credential, @Nullable Instant expiry) {}

  private final Source source;
  private final WorkerExecutor blocking;
  private final InstantSource clock;
  private @Nullable Future<Expiring> current;

  CachedCredential(Source source, WorkerExecutor blocking, InstantSource clock) {
    this.source = source;
    this.blocking = blocking;
    this.clock = clock;
  }

  @Override
  public synchronized Future<Credential> credential() {
    Future<Expiring> credential = current;
    if (credential == null || !isUsable(credential)) {
      credential = obtain();
      current = credential;
    }
    return credential.map(Expiring::credential);
  }

  @Override
  public synchronized boolean renew(Credential refused) {
    Future<Expiring> credential = current;
    if (credential != null
        && credential.succeeded()
        && credential.result().credential().equals(refused)) {
      current = null;
    }
    return true;
  }

  private boolean isUsable(Future<Expiring> credential) {
    if (!credential.isComplete()) {
      return true;
    }
    if (credential.failed()) {
      return false;
    }
    Instant expiry = credential.result().expiry();
    return expiry == null || clock.instant().isBefore(expiry);
  }

  private Future<Expiring> obtain() {
    Promise<Expiring> promise = Promise.promise();
    blocking.executeBlocking(source::obtain, false).onComplete(promise);
    return promise.future();
  }
}

package io.fleetexecutor.cluster;

import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Makes authenticators; clusters with the same plugin command share its credential. */
final class Authenticators {

  private static final Duration PLUGIN_TIMEOUT = Duration.ofSeconds(30);

  private final WorkerExecutor blocking;
  private final InstantSource clock;
  private final Map<ExecCommand, Authenticator> plugins = new ConcurrentHashMap<>();

  Authenticators(WorkerExecutor blocking, InstantSource clock) {
    this.blocking = blocking;
    this.clock = clock;
  }

  Authenticator of(Authentication authentication) {
    return switch (authentication) {
      case Authentication.None none -> () -> Future.succeededFuture(Credential.NONE);
      case Authentication.Fixed fixed -> {
        Credential credential = new Credential(fixed.header(), null);
        yield () -> Future.succeededFuture(credential);
      }
      case Authentication.TokenFile file -> cached(new TokenFile(file.path(), clock));
      case Authentication.Plugin plugin ->
          plugins.computeIfAbsent(
              plugin.command(), command -> cached(new ExecPlugin(command, PLUGIN_TIMEOUT)));
    };
  }

  private CachedCredential cached(CachedCredential.Source source) {
    return new CachedCredential(source, blocking, clock);
  }
}

package io.fleetexecutor.cluster;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes authenticators; clusters with the same plugin command, or the same OIDC login, share its
 * credential. Plugins and issuers that hang hinder no token file, and so many others at most.
 */
final class Authenticators implements AutoCloseable {

  /** How long a credential plugin may run, or an OIDC issuer take for an answer. */
  static final Duration LOGIN_TIMEOUT = Duration.ofSeconds(30);

  /** How many credential plugins and OIDC refreshes run at once; the others wait. */
  static final int MOST_AT_ONCE = 8;

  private static final int FILES_AT_ONCE = 2;

  private final WorkerExecutor logins;
  private final WorkerExecutor files;
  private final InstantSource clock;
  private final Duration loginTimeout;
  private final Map<Authentication, Authenticator> shared = new ConcurrentHashMap<>();

  Authenticators(Vertx vertx, InstantSource clock, Duration loginTimeout) {
    this.logins = vertx.createSharedWorkerExecutor("fleet-logins", MOST_AT_ONCE);
    this.files = vertx.createSharedWorkerExecutor("fleet-token-files", FILES_AT_ONCE);
    this.clock = clock;
    this.loginTimeout = loginTimeout;
  }

  Authenticator of(Authentication authentication) {
    return switch (authentication) {
      case Authentication.None none -> () -> Future.succeededFuture(Credential.NONE);
      case Authentication.Fixed fixed -> {
        Credential credential = new Credential(fixed.header(), null);
        yield () -> Future.succeededFuture(credential);
      }
      case Authentication.TokenFile file ->
          new CachedCredential(new TokenFile(file.path(), clock), files, clock);
      case Authentication.Plugin plugin ->
          shared.computeIfAbsent(
              plugin, first -> login(new ExecPlugin(plugin.command(), loginTimeout)));
      case Authentication.Oidc oidc ->
          shared.computeIfAbsent(
              oidc, first -> login(new OidcTokens(oidc.login(), clock, loginTimeout)));
    };
  }

  /** Forgets the credentials of those that no cluster has any more. */
  void keepOnly(Set<Authentication> current) {
    shared.keySet().retainAll(current);
  }

  private CachedCredential login(CachedCredential.Source source) {
    return new CachedCredential(source, logins, clock);
  }

  @Override
  public void close() {
    logins.close();
    files.close();
  }
}

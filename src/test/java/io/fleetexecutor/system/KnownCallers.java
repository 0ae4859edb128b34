package io.fleetexecutor.system;

import io.fleetexecutor.testing.TestIssuer;
import io.fleetexecutor.v1.FleetExecutorGrpc;
import io.fleetexecutor.v1.FleetExecutorGrpc.FleetExecutorBlockingStub;
import io.grpc.Channel;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A service whose callers an issuer vouches for, and what a policy permits them. */
final class KnownCallers implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final TestIssuer issuer = TestIssuer.start(vertx, InstantSource.system());
  private final Path policy;
  private final ServiceProcess service;

  /**
   * @param environment besides that of who is known
   */
  KnownCallers(Path directory, String policy, Map<String, String> environment) throws IOException {
    this.policy = Files.writeString(directory.resolve("permissions.yaml"), policy);
    Path authority =
        Files.writeString(directory.resolve("issuer.pem"), issuer.certificate().certificatePem());
    Map<String, String> all = new HashMap<>(environment);
    all.put("FLEET_OIDC_ISSUER", issuer.url());
    all.put("FLEET_OIDC_AUDIENCES", TestIssuer.CLIENT);
    all.put("FLEET_OIDC_CERTIFICATE_AUTHORITY", authority.toString());
    all.put("FLEET_PERMISSIONS_FILE", this.policy.toString());
    this.service = ServiceProcess.start(all);
  }

  ServiceProcess service() {
    return service;
  }

  /** As a whole, so that nobody reads half of it. */
  void changePolicy(String text) throws IOException {
    Path whole = Files.writeString(Path.of(policy + ".new"), text);
    Files.move(
        whole,
        policy,
        java.nio.file.StandardCopyOption.ATOMIC_MOVE,
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
  }

  String token(String name, String... groups) {
    return issuer.token(issuer.claims(name).claim("groups", List.of(groups)).build());
  }

  /** Calls with this token; empty: with none. */
  Channel channel(String token) {
    return token.isEmpty() ? service.channel() : service.channel(token);
  }

  FleetExecutorBlockingStub as(String name, String... groups) {
    return FleetExecutorGrpc.newBlockingStub(channel(token(name, groups)));
  }

  ExecutionCalls executionsAs(String name) {
    return new ExecutionCalls(as(name));
  }

  @Override
  public void close() throws Exception {
    service.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}

package io.fleetexecutor.jetstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetexecutor.log.ExecutionEntry;
import io.fleetexecutor.log.Records;
import io.fleetexecutor.testing.NatsServer;
import io.nats.client.NKey;
import io.nats.client.support.JwtUtils;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A NATS whose operator decides who may do what, as {@code nsc} sets it up. */
class CredentialsTest {
  private static final String OPERATOR =
      """
      {"type": "operator", "version": 2}""";

  /** With so much storage; -1: no limit. */
  private static final String ACCOUNT =
      """
      {"type": "account", "version": 2, "limits": {"subs": -1, "data": -1, "payload": -1,
      "imports": -1, "exports": -1, "wildcards": true, "conn": -1, "leaf": -1,
      "mem_storage": %1$d, "disk_storage": %1$d, "streams": -1, "consumer": -1}}""";

  private static final long NOW = JwtUtils.currentTimeSeconds();

  @TempDir Path directory;
  private NKey account;
  private NatsServer server;

  @BeforeEach
  void start() throws Exception {
    NKey operator = NKey.createOperator(null);
    NKey system = NKey.createAccount(null);
    account = NKey.createAccount(null);
    Path config =
        Files.writeString(
            directory.resolve("nats.conf"),
            """
            operator: %s
            system_account: %s
            resolver: MEMORY
            resolver_preload: { %s: %s, %s: %s }
            """
                .formatted(
                    token(operator, operator, OPERATOR),
                    name(system),
                    name(system),
                    token(operator, system, ACCOUNT.formatted(0)),
                    name(account),
                    token(operator, account, ACCOUNT.formatted(-1))));
    server = NatsServer.start(directory.resolve("nats"), "--config", config.toString());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static String name(NKey key) throws Exception {
    return new String(key.getPublicKey());
  }

  private static String token(NKey by, NKey of, String claims) throws Exception {
    return JwtUtils.issueJWT(by, name(of), "test", Duration.ZERO, NOW, name(by), () -> claims);
  }

  private NatsFleet with(NKey issuer) throws Exception {
    NKey user = NKey.createUser(null);
    String token = JwtUtils.issueUserJWT(issuer, name(issuer), name(user));
    Path file =
        Files.writeString(
            directory.resolve(UUID.randomUUID() + ".creds"),
            JwtUtils.NATS_USER_JWT_FORMAT.formatted(token, new String(user.getSeed())));
    return NatsFleet.on(server.url()).withCredentials(file);
  }

  @Test
  void whoHasThemIsLetIn() throws Exception {
    try (JetStreamLog log = with(account).open()) {
      ExecutionEntry entry =
          log.create(Records.entry(), Records.accepted()).await().atMost(Duration.ofMinutes(1));
      assertThat(log.newest(entry.id()).await().atMost(Duration.ofMinutes(1))).isEqualTo(1);
    }
  }

  @Test
  void whoHasNoneOrThoseOfAnotherIsNot() throws Exception {
    assertThatThrownBy(() -> NatsFleet.on(server.url()).open())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("none of the NATS servers");
    NatsFleet stranger = with(NKey.createAccount(null));
    assertThatThrownBy(stranger::open).isInstanceOf(UncheckedIOException.class);
  }
}

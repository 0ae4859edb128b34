package io.fleetexecutor.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import io.fleetexecutor.cluster.CertificateAuthority;
import io.fleetexecutor.model.Caller;
import io.fleetexecutor.testing.TestIssuer;
import io.fleetexecutor.testing.VirtualTime;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an issuer costs that takes requests and does not answer, or that fails. */
class OidcOutageTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Duration DEADLINE = Duration.ofSeconds(DocumentRetriever.PATIENCE_SECONDS);

  private final VirtualTime time = new VirtualTime(Instant.parse("2026-05-01T12:00:00Z"));
  private final Vertx vertx = Vertx.vertx();
  private final TestIssuer issuer = TestIssuer.start(vertx, time);
  private final Queue<HttpServerRequest> requests = new ConcurrentLinkedQueue<>();
  private final Queue<Caller> accepted = new ConcurrentLinkedQueue<>();
  private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
  private final AtomicInteger disconnected = new AtomicInteger();
  private final AtomicInteger threadsStarted = new AtomicInteger();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  @TempDir Path directory;
  private OidcVerifier verifier;

  @BeforeEach
  void open() throws Exception {
    Path authority =
        Files.writeString(directory.resolve("ca.pem"), issuer.certificate().certificatePem());
    verifier =
        new OidcVerifier(
            new OidcSettings(
                issuer.url(), Set.of(TestIssuer.CLIENT), "sub", "", "groups", "", Duration.ZERO),
            CertificateAuthority.socketsTrusting(authority),
            time,
            time.scheduler,
            task -> {
              threadsStarted.incrementAndGet();
              threads.execute(task);
            });
  }

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
    threads.close();
  }

  private String token() {
    return issuer.token(claims());
  }

  private JWTClaimsSet claims() {
    return issuer.claims("jane").build();
  }

  private void send(int times, String token) {
    for (int sent = 0; sent < times; sent++) {
      verifier.verify(token).subscribe().with(accepted::add, failures::add);
    }
  }

  private void assertUnavailable(String token) {
    assertThatThrownBy(() -> verifier.verify(token).await().atMost(PATIENCE))
        .hasCauseInstanceOf(IssuerUnavailableException.class);
  }

  @Test
  void anIssuerThatHangsIsAskedOnceForAllTokensAndNoneOfThemHoldsAThread() {
    issuer.answer(TestIssuer.DISCOVERY, requests::add);
    send(OidcVerifier.MOST_WAITING, new PlainJWT(claims()).serialize());
    await().atMost(PATIENCE).until(() -> !requests.isEmpty());
    assertThat(threadsStarted).hasValue(1);

    send(1, token());
    assertThat(failures).singleElement().isInstanceOf(IssuerBusyException.class);
    await().atMost(PATIENCE).until(() -> failures.size() > OidcVerifier.MOST_WAITING);
    assertThat(requests).hasSize(1);
    assertThat(threadsStarted).hasValue(1);
  }

  @Test
  void aDiscoveryThatFailedIsNotTriedAgainAtOnce() {
    issuer.answer(
        TestIssuer.DISCOVERY,
        request -> {
          requests.add(request);
          request.response().setStatusCode(503).end();
        });
    assertUnavailable(token());
    assertUnavailable(token());
    assertThat(requests).hasSize(1);

    time.advance(Duration.ofSeconds(Discovery.FAILURE_SECONDS));
    assertUnavailable(token());
    assertThat(requests).hasSize(2);
  }

  @Test
  void aDocumentThatIsNoneIsTheIssuersFault() {
    issuer.answer(TestIssuer.DISCOVERY, request -> request.response().end("[{}"));
    assertUnavailable(token());
  }

  private void drip(String path) {
    issuer.answer(
        path,
        request -> {
          requests.add(request);
          request.response().setChunked(true);
          long drops = vertx.setPeriodic(20, drop -> request.response().write(" "));
          request
              .connection()
              .closeHandler(
                  closed -> {
                    vertx.cancelTimer(drops);
                    disconnected.incrementAndGet();
                  });
        });
  }

  @Test
  void aDiscoveryThatComesInDropsEnds() {
    drip(TestIssuer.DISCOVERY);
    send(2, token());
    await().atMost(PATIENCE).until(() -> !requests.isEmpty());

    time.advance(DEADLINE);
    await().atMost(PATIENCE).until(() -> failures.size() == 2);
    assertThat(failures).hasOnlyElementsOfType(IssuerUnavailableException.class);
    await().atMost(PATIENCE).until(() -> disconnected.get() == 1);
  }

  @Test
  void keysThatComeInDropsAreNotWaitedFor() {
    drip("/keys");
    send(1, token());
    for (int tried = 1; tried <= 2; tried++) {
      int asked = tried;
      await().atMost(PATIENCE).until(() -> requests.size() == asked);
      time.advance(DEADLINE);
      await().atMost(PATIENCE).until(() -> disconnected.get() == asked);
    }

    await().atMost(PATIENCE).until(() -> !failures.isEmpty());
    assertThat(failures.peek())
        .isInstanceOf(IssuerUnavailableException.class)
        .hasMessage("the keys of the token's issuer cannot be read");
  }

  @Test
  void theKeysAreAskedForOnceForAllTokensAndNoMoreThanAFewWait() {
    issuer.answer("/keys", requests::add);
    send(1, token());
    await().atMost(PATIENCE).until(() -> !requests.isEmpty());

    send(OidcVerifier.MOST_WAITING + 100, token());
    await()
        .atMost(PATIENCE)
        .until(() -> failures.stream().anyMatch(IssuerBusyException.class::isInstance));
    assertThat(failures.peek())
        .hasMessage("too many calls wait for the keys of the token's issuer");
    // Two within 30 s, each of which is tried twice.
    assertThat(requests).hasSizeBetween(1, 4);
  }

  @Test
  void whoHasAKnownKeyDoesNotWaitForTheKeys() {
    String known = token();
    send(1, known);
    await().atMost(PATIENCE).until(() -> accepted.size() == 1);
    issuer.answer("/keys", requests::add);
    issuer.replaceKey();
    send(2 * OidcVerifier.MOST_WAITING, token());
    await().atMost(PATIENCE).until(() -> !requests.isEmpty() && !failures.isEmpty());

    assertThat(verifier.verify(known).await().atMost(PATIENCE).name()).isEqualTo("jane");
  }
}

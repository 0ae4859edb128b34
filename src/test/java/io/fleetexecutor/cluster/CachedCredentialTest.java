package io.fleetexecutor.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.ErrorCode;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CachedCredentialTest extends VertxTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private final AtomicInteger obtained = new AtomicInteger();
  private WorkerExecutor workers;

  @BeforeEach
  void openWorkers() {
    workers = vertx.createSharedWorkerExecutor("test", 4);
  }

  @Test
  void aCredentialIsKeptUntilItExpires() throws Exception {
    CachedCredential cached = cached(this::expiringInAMinute);

    assertThat(await(cached.credential())).isEqualTo(Credential.bearer("1"));
    now.set(START.plusSeconds(59));
    assertThat(await(cached.credential())).isEqualTo(Credential.bearer("1"));
    now.set(START.plusSeconds(60));
    assertThat(await(cached.credential())).isEqualTo(Credential.bearer("2"));
  }

  @Test
  void whoeverAsksAtOnceSharesOneRun() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CachedCredential cached =
        cached(
            () -> {
              awaitLatch(asked);
              return expiringInAMinute();
            });
    List<Future<Credential>> all = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      all.add(cached.credential());
    }
    asked.countDown();

    for (Future<Credential> one : all) {
      assertThat(await(one)).isEqualTo(Credential.bearer("1"));
    }
    assertThat(obtained).hasValue(1);
  }

  @Test
  void aRefusedCredentialIsReplacedOnce() throws Exception {
    CachedCredential cached = cached(this::expiringInAMinute);
    Credential refused = await(cached.credential());

    cached.renew(refused);
    assertThat(await(cached.credential())).isEqualTo(Credential.bearer("2"));
    cached.renew(refused);
    assertThat(await(cached.credential())).isEqualTo(Credential.bearer("2"));
  }

  @Test
  void aFailureIsNotKept() throws Exception {
    CachedCredential cached =
        cached(
            () -> {
              if (obtained.get() == 0) {
                obtained.incrementAndGet();
                throw ClusterFailure.of(
                    ClusterState.DENIED, ErrorCode.UNAUTHENTICATED, "X", "not now");
              }
              return expiringInAMinute();
            });

    assertThat(cached.credential().toCompletionStage().toCompletableFuture())
        .failsWithin(ApiServers.LIMIT)
        .withThrowableThat()
        .havingCause()
        .withMessage("not now");
    assertThat(await(cached.credential())).isEqualTo(Credential.bearer("2"));
  }

  private CachedCredential.Expiring expiringInAMinute() {
    return new CachedCredential.Expiring(
        Credential.bearer(Integer.toString(obtained.incrementAndGet())), now.get().plusSeconds(60));
  }

  private CachedCredential cached(CachedCredential.Source source) {
    return new CachedCredential(source, workers, now::get);
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

package io.fleetexecutor.jetstream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.impl.Headers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Processes on a clock that the test moves, and which need not agree on what time it is. */
class MembershipTest {
  private static final Duration LEASE = Duration.ofSeconds(9);

  private final NatsFleet nats = NatsFleet.next();
  private final AtomicLong clockOfA = new AtomicLong(Long.MAX_VALUE - 5);
  private final AtomicLong clockOfB = new AtomicLong(-1_000);
  private LogStreams streams;
  private Membership a;
  private Membership b;

  @BeforeEach
  void open() {
    streams = nats.streams();
    a = member("a", clockOfA);
    b = member("b", clockOfB);
  }

  @AfterEach
  void close() {
    NatsConnection.close(streams.connection());
  }

  private Membership member(String replica, AtomicLong clock) {
    return new Membership(streams.replicas(), streams.subjects(), replica, LEASE, clock::get);
  }

  private static void beat(Membership member, boolean lends) {
    member.beat(lends, () -> {});
  }

  private void pass(Duration time) {
    clockOfA.addAndGet(time.toNanos());
    clockOfB.addAndGet(time.toNanos());
  }

  @Test
  void whoHasNotBegunIsNotHeldAndMayWriteAlone() {
    assertThat(a.isHeld()).isFalse();
    assertThat(a.mayWrite()).isTrue();
  }

  @Test
  void whoWasNeverSeenIsGone() {
    b.observe();
    assertThat(b.isGone("a")).isTrue();
  }

  @Test
  void whoIsSilentLetsGoBeforeAnyOtherThinksThatItIsGone() {
    beat(a, true);
    b.observe();
    for (int second = 0; second < 9; second++) {
      assertThat(b.isGone("a")).isFalse();
      pass(Duration.ofSeconds(1));
      b.observe();
    }
    assertThat(a.isHeld()).isFalse();
    assertThat(a.mayWrite()).isFalse();
    pass(Duration.ofNanos(1));
    assertThat(b.isGone("a")).as("nobody has looked").isFalse();
    b.observe();
    assertThat(b.isGone("a")).isTrue();
  }

  @Test
  void whoBeatsIsThereHoweverLong() {
    for (int i = 0; i < 20; i++) {
      beat(a, true);
      b.observe();
      pass(Duration.ofSeconds(5));
      assertThat(a.isHeld()).isTrue();
      assertThat(b.isGone("a")).isFalse();
    }
  }

  @Test
  void othersThatTakeMessagesAndThoseThatLendAreTold() {
    beat(a, false);
    beat(b, true);
    a.observe();
    b.observe();
    assertThat(a.others()).containsExactly("b");
    assertThat(a.lenders()).containsExactly("b");
    assertThat(b.others()).containsExactly("a");
    assertThat(b.lenders()).as("it drains").isEmpty();

    pass(LEASE.plusNanos(1));
    a.observe();
    assertThat(a.others()).as("it may be gone").isEmpty();
  }

  @Test
  void anotherVersionWhoseMessagesDifferIsThereAllTheSame() throws Exception {
    streams
        .replicas()
        .publish(
            streams.subjects().replica("c"),
            new Headers().put("Fleet-Post", "3").put("Fleet-Lends", "yes"),
            "c".getBytes(UTF_8),
            0);
    a.observe();
    assertThat(a.isGone("c")).isFalse();
    assertThat(a.others()).isEmpty();
    assertThat(a.lenders()).isEmpty();
  }

  @Test
  void anObserverThatWasPausedItselfThinksOfNobodyThatItIsGoneBeforeItLooks() {
    beat(a, true);
    b.observe();
    pass(Duration.ofMinutes(1));
    assertThat(b.isGone("a")).isFalse();
    beat(a, true);
    b.observe();
    assertThat(b.isGone("a")).isFalse();
  }

  @Test
  void whoIsGoneForLongIsForgottenAndCountsItselfInAgain() {
    beat(a, true);
    b.observe();
    pass(LEASE.multipliedBy(101));
    b.observe();
    assertThat(streams.replicas().last(streams.subjects().replica("a"))).isNull();

    beat(a, true);
    b.observe();
    assertThat(a.isHeld()).isTrue();
    assertThat(b.isGone("a")).isFalse();
  }

  @Test
  void whoseLeaseHasPassedLetsGoBeforeItIsHeldAgain() {
    beat(a, true);
    pass(LEASE);
    List<Boolean> heldAtLapse = new ArrayList<>();
    a.beat(true, () -> heldAtLapse.add(a.isHeld()));
    assertThat(heldAtLapse).containsExactly(false);
    assertThat(a.isHeld()).isTrue();

    a.beat(true, () -> heldAtLapse.add(a.isHeld()));
    assertThat(heldAtLapse).as("it had not passed").hasSize(1);
  }

  @Test
  void whoLeavesIsGoneAtOnceAndMayComeBack() {
    beat(a, true);
    b.observe();
    a.leave();
    b.observe();
    assertThat(b.isGone("a")).isTrue();
    assertThat(a.isHeld()).isFalse();
    beat(a, true);
    assertThat(a.isHeld()).as("a beat that was on its way").isFalse();

    beat(member("a", clockOfA), true);
    b.observe();
    assertThat(b.isGone("a")).isFalse();
  }
}

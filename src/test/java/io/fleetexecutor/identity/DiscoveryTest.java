package io.fleetexecutor.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.testing.VirtualTime;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Searches that end when the test says so. */
class DiscoveryTest {
  private static final int MOST_WAITING = 3;

  private final VirtualTime time = new VirtualTime(Instant.parse("2026-05-01T12:00:00Z"));
  private final List<UniEmitter<? super String>> searches = new ArrayList<>();
  private final Discovery<String> discovery = discovery(time);

  private Discovery<String> discovery(InstantSource clock) {
    return new Discovery<>(Uni.createFrom().emitter(searches::add), clock, MOST_WAITING);
  }

  private static UniAssertSubscriber<String> ask(Discovery<String> discovery) {
    return discovery.find().subscribe().withSubscriber(UniAssertSubscriber.create());
  }

  private UniAssertSubscriber<String> ask() {
    return ask(discovery);
  }

  @Test
  void nothingIsSearchedForBeforeSomebodyAsks() {
    discovery.find();
    assertThat(searches).isEmpty();
  }

  @Test
  void oneSearchIsForAllWhoWaitAndForAllLater() {
    List<UniAssertSubscriber<String>> askers = List.of(ask(), ask(), ask());
    searches.getFirst().complete("keys");

    askers.forEach(asker -> asker.assertCompleted().assertItem("keys"));
    ask().assertCompleted().assertItem("keys");
    assertThat(searches).hasSize(1);
  }

  @Test
  void aFailureIsForAllWhoWaitAndCountsForAWhile() {
    List<UniAssertSubscriber<String>> askers = List.of(ask(), ask());
    searches.getFirst().fail(new IOException("gone"));
    askers.forEach(asker -> asker.assertFailedWith(IOException.class, "gone"));

    time.advance(Duration.ofSeconds(Discovery.FAILURE_SECONDS).minusMillis(1));
    ask().assertFailedWith(IOException.class, "gone");
    assertThat(searches).hasSize(1);

    time.advance(Duration.ofMillis(1));
    UniAssertSubscriber<String> later = ask().assertNotTerminated();
    searches.getLast().complete("keys");
    later.assertItem("keys");
    assertThat(searches).hasSize(2);
  }

  @Test
  void aFailureDoesNotCountForLongerWhereTheClockIsSetBack() {
    List<Instant> now = new ArrayList<>(List.of(time.instant()));
    Discovery<String> setBack = discovery(now::getLast);
    ask(setBack);
    searches.getFirst().fail(new IOException("gone"));

    now.add(time.instant().minusSeconds(3_600));
    ask(setBack).assertNotTerminated();
    assertThat(searches).hasSize(2);
  }

  @Test
  void moreThanTheMostDoNotWait() {
    List<UniAssertSubscriber<String>> askers = List.of(ask(), ask(), ask());
    ask().assertFailedWith(IssuerBusyException.class);

    searches.getFirst().complete("keys");
    askers.forEach(asker -> asker.assertItem("keys"));
    ask().assertItem("keys");
  }

  @Test
  void whoLeavesGivesItsPlaceBackAndTheSearchGoesOn() {
    for (int left = 0; left < 10 * MOST_WAITING; left++) {
      ask().assertNotTerminated().cancel();
    }
    UniAssertSubscriber<String> last = ask();
    assertThat(searches).hasSize(1);

    searches.getFirst().complete("keys");
    last.assertItem("keys");
  }
}

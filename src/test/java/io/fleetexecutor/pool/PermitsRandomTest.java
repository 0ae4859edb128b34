package io.fleetexecutor.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Permits do what {@link PlainPermits} do, whatever is asked for, withdrawn and released. */
class PermitsRandomTest {
  private static final int SEEDS = 2_000;
  private static final int STEPS = 150;
  private static final List<String> OWNERS = List.of("a", "", "b", "c", "d");

  @Test
  void permitsGoWhereThePlainRulesSay() {
    for (int seed = 0; seed < SEEDS; seed++) {
      new Run(seed).check();
    }
  }

  private static final class Run {
    private final int seed;
    private final Random random;
    private final int clusters;
    private final Permits permits;
    private final PlainPermits plain;
    private final List<Share> streams;
    private final List<PlainPermits.Wish> wishes = new ArrayList<>();
    private final List<Request> requests = new ArrayList<>();
    private final List<Integer> granted = new ArrayList<>();

    Run(int seed) {
      this.seed = seed;
      this.random = new Random(seed);
      this.clusters = 1 + random.nextInt(5);
      int total = 1 + random.nextInt(10);
      int maxPerCluster = 1 + random.nextInt(6);
      this.permits = new Permits(total, maxPerCluster);
      this.plain = new PlainPermits(total, maxPerCluster);
      int owners = 1 + random.nextInt(5);
      this.streams =
          IntStream.range(0, 1 + random.nextInt(8))
              .mapToObj(i -> new Share("", OWNERS.get(random.nextInt(owners))))
              .toList();
    }

    void check() {
      int asks = 4 + random.nextInt(3);
      for (int step = 0; step < STEPS; step++) {
        int what = random.nextInt(10);
        if (what < asks) {
          ask();
        } else if (what == 9 && !wishes.isEmpty()) {
          withdraw();
        } else if (!plain.held().isEmpty()) {
          release();
        }
        compare();
      }
      while (!plain.held().isEmpty()) {
        release();
        compare();
      }
      assertThat(permits.waiting()).as("seed %d", seed).isZero();
    }

    private void ask() {
      int id = wishes.size();
      int stream = random.nextInt(streams.size());
      int cluster = random.nextInt(clusters + 1);
      String name = cluster == 0 ? "" : "c" + cluster;
      String owner = streams.get(stream).owner;
      var wish = new PlainPermits.Wish(id, stream, owner, name, random.nextInt(8) == 0);
      wishes.add(wish);
      requests.add(new Request(streams.get(stream), name, () -> granted(wish)));
      permits.acquire(requests.get(id));
      plain.ask(wish);
    }

    private void granted(PlainPermits.Wish wish) {
      granted.add(wish.id());
      if (wish.refused()) {
        permits.release(requests.get(wish.id()));
      }
    }

    private void withdraw() {
      int id = Math.max(0, wishes.size() - 1 - random.nextInt(20));
      assertThat(permits.withdraw(requests.get(id)))
          .as("seed %d", seed)
          .isEqualTo(plain.withdraw(wishes.get(id)));
    }

    private void release() {
      var wish = plain.held().get(random.nextInt(plain.held().size()));
      permits.release(requests.get(wish.id()));
      plain.release(wish);
    }

    private void compare() {
      assertThat(granted).as("seed %d", seed).isEqualTo(plain.granted());
      assertThat(permits.inUse()).as("seed %d", seed).isEqualTo(plain.held().size());
      assertThat(permits.waiting()).as("seed %d", seed).isEqualTo(plain.waiting());
    }
  }
}

package io.fleetexecutor.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class OpenRequestsTest {

  @Test
  void aRequestIsOverOnce() {
    var open = new OpenRequests(2);
    Runnable first = Objects.requireNonNull(open.open());
    assertThat(open.open()).isNotNull();
    assertThat(open.open()).isNull();

    first.run();
    first.run();

    assertThat(open.count()).isEqualTo(1);
    assertThat(open.open()).isNotNull();
    assertThat(open.open()).isNull();
  }

  @RepeatedTest(20)
  void howeverManyComeAtOnceNoMoreAreOpenThanMayBe() throws Exception {
    var open = new OpenRequests(3);
    var now = new AtomicInteger();
    List<Future<?>> all = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(8)) {
      for (int i = 0; i < 8; i++) {
        all.add(threads.submit(() -> openAndEnd(open, now)));
      }
    }
    for (Future<?> each : all) {
      assertThatCode(each::get).doesNotThrowAnyException();
    }
    assertThat(open.count()).isZero();
  }

  private static void openAndEnd(OpenRequests open, AtomicInteger now) {
    for (int i = 0; i < 2_000; i++) {
      @Nullable Runnable over = open.open();
      if (over != null) {
        assertThat(now.incrementAndGet()).isLessThanOrEqualTo(3);
        now.decrementAndGet();
        over.run();
      }
    }
  }
}

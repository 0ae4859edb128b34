package io.fleetexecutor.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SameRequestsTest {
  private final SameRequests same = new SameRequests();
  private final List<UniEmitter<? super String>> starting = new ArrayList<>();

  @Test
  void theOthersWaitForTheFirstAndThenAskAgain() {
    UniAssertSubscriber<String> first = start("id");
    UniAssertSubscriber<String> second = start("id");
    UniAssertSubscriber<String> other = start("another");
    assertThat(starting).hasSize(2);
    first.assertNotTerminated();
    second.assertNotTerminated();

    starting.get(0).complete("e1");
    starting.get(1).complete("e2");

    first.assertCompleted().assertItem("e1");
    second.assertCompleted().assertItem("again");
    other.assertCompleted().assertItem("e2");
  }

  @Test
  void whereTheFirstFailsTheNextStarts() {
    UniAssertSubscriber<String> first = start("id");
    UniAssertSubscriber<String> second =
        same.start("id", this::begin, () -> same.start("id", this::begin, this::begin))
            .subscribe()
            .withSubscriber(UniAssertSubscriber.create());
    starting.get(0).fail(new IllegalStateException("the test"));
    first.assertFailedWith(IllegalStateException.class);
    assertThat(starting).hasSize(2);
    starting.get(1).complete("e2");
    second.assertCompleted().assertItem("e2");
  }

  private UniAssertSubscriber<String> start(String requestId) {
    return same.start(requestId, this::begin, () -> Uni.createFrom().item("again"))
        .subscribe()
        .withSubscriber(UniAssertSubscriber.create());
  }

  private Uni<String> begin() {
    return Uni.createFrom().emitter(starting::add);
  }
}

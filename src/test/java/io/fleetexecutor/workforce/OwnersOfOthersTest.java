package io.fleetexecutor.workforce;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What one owner may have of the workers that a process lends. */
class OwnersOfOthersTest {
  private static final int TASKS = 60;

  private final Village village = new Village(1, 0);
  private final Village.Process leader = village.start("a", 4);
  private final Village.Process lender = village.start("b", 8);

  private void run(Village.Process by, String execution, String owner) {
    village.owners.put(execution, owner);
    by.pool()
        .signals(
            execution,
            owner,
            Multi.createFrom().items(IntStream.range(0, TASKS).boxed()).map(i -> by.task("c" + i)),
            TASKS,
            Uni.createFrom().nothing())
        .subscribe()
        .withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
    village.deliverAll();
  }

  @Test
  void itHasThreeQuartersOfThemWithHoweverManyExecutionsWhoeverRunsThem() {
    run(leader, "first", "alice");
    run(leader, "second", "alice");
    run(lender, "third", "alice");
    assertThat(lender.permits.inUse()).isEqualTo(6);
    assertThat(leader.permits.inUse()).isEqualTo(3);
    run(leader, "fourth", "bob");
    assertThat(lender.permits.inUse()).isEqualTo(7);
    run(lender, "fifth", "carol");
    assertThat(lender.permits.inUse()).isEqualTo(8);
  }

  @Test
  void executionsOfNobodyHaveAll() {
    run(leader, "first", "");
    assertThat(lender.permits.inUse()).isEqualTo(8);
  }
}

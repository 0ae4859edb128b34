package io.fleetexecutor.execution;

import io.fleetexecutor.model.Caller;
import io.fleetexecutor.model.CountOrPercent;
import io.fleetexecutor.model.CountOrPercent.Count;
import io.fleetexecutor.model.Execution;
import io.fleetexecutor.model.ExecutionState;
import io.fleetexecutor.model.FailurePolicy;
import io.fleetexecutor.model.FailurePolicy.OnStop;
import io.fleetexecutor.model.PacePolicy;
import io.fleetexecutor.model.RetryPolicy;
import io.fleetexecutor.model.RolloutPolicy;
import io.fleetexecutor.model.TimeoutPolicy;
import io.fleetexecutor.model.WavePolicy;
import io.fleetexecutor.model.WavePolicy.Members;
import io.fleetexecutor.testing.VirtualTime;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Random fleets, failures, policies, callers that pause, resume and approve, and kills of the
 * server: what is logged is what the rules say.
 */
class RolloutModelTest {
  private static final int CASES = 10_000;
  private static final int MOST_MILLIS = 20_000;

  @Test
  void theLogAgreesWithTheRules() {
    for (int seed = 0; seed < CASES; seed++) {
      try {
        new Case(new Random(seed)).run();
      } catch (AssertionError e) {
        throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
      }
    }
  }

  private static final class Case {
    private final Random random;
    private final Script script;
    private final RolloutPolicy policy;
    private final Map<String, Integer> attempts = new HashMap<>();
    private final int workers;
    private FakeFleet fleet;
    private Executions executions;

    Case(Random random) {
      this.random = random;
      this.script = Script.random(random);
      this.policy = policy(random, script.clusters().size());
      this.fleet = script.fleet(new VirtualTime(), attempts);
      this.fleet.random = random;
      this.workers = 1 + random.nextInt(12);
      this.executions = fleet.executions(workers);
    }

    void run() {
      String id = Trail.start(executions, policy);
      int kill = random.nextInt(4) == 0 ? random.nextInt(100) : -1;
      AssertSubscriber<Told> client = Trail.watch(fleet, executions, id);
      for (int milli = 0; milli < MOST_MILLIS && !client.hasCompleted(); milli++) {
        if (milli == kill) {
          crash();
          client = Trail.watch(fleet, executions, id);
        }
        if (milli % 7 == 0) {
          meddle(executions.get(id).await().indefinitely());
        }
        fleet.time.advance(Duration.ofMillis(1));
      }

      List<Told> events = client.assertCompleted().getItems();
      RolloutRules.check(events, script);
      Trail.assertTrailIsWhole(events, script.clusters().size());
      Trail.assertSummaryIsARecount(events);
    }

    /** Nothing of what there was goes on, as time stands still for it. */
    private void crash() {
      FakeFleet after = script.fleet(new VirtualTime(fleet.time.instant()), attempts);
      after.random = random;
      after.log = fleet.log.afterCrash();
      after.codec = fleet.codec;
      fleet = after;
      executions = fleet.executions(workers);
      executions.recover(OnRestart.RESUME).await().indefinitely();
    }

    private void meddle(Execution execution) {
      if (execution.state() == ExecutionState.PAUSED
          && !execution.stateReason().contains("after its soak")) {
        if (random.nextInt(3) == 0) {
          executions
              .control()
              .resume(
                  execution.id(),
                  new Command.Resume("go on", "jane", null, true),
                  Caller.named("jane"))
              .await()
              .indefinitely();
        }
      } else if (random.nextInt(20) == 0) {
        executions.control().pause(execution.id(), "stop", "jane").await().indefinitely();
      }
    }

    private static RolloutPolicy policy(Random random, int clusters) {
      return new RolloutPolicy(
          waves(random, clusters),
          "",
          new PacePolicy(
              new Count(1 + random.nextInt(6)),
              random.nextInt(3) == 0,
              List.of(0.0, 0.0, 50.0, 100.0, 250.0).get(random.nextInt(5))),
          new FailurePolicy(
              limit(random, clusters),
              limit(random, clusters),
              random.nextBoolean() ? OnStop.DRAIN : OnStop.ABORT),
          new RetryPolicy(
              1 + random.nextInt(4),
              Duration.ofMillis(1 + random.nextInt(20)),
              Duration.ofMillis(20 + random.nextInt(100)),
              1 + random.nextInt(3),
              RetryPolicy.DEFAULT_CODES),
          TimeoutPolicy.DEFAULT);
    }

    private static List<WavePolicy> waves(Random random, int clusters) {
      List<WavePolicy> waves = new ArrayList<>();
      int left = clusters;
      for (int i = random.nextInt(4); i > 0 && left > 0; i--) {
        int size = 1 + random.nextInt(left);
        left -= size;
        waves.add(
            new WavePolicy(
                "",
                new Members.Size(new Count(size)),
                Duration.ofMillis(random.nextBoolean() ? 0 : random.nextInt(40)),
                random.nextInt(3) == 0));
      }
      return waves;
    }

    private static @Nullable CountOrPercent limit(Random random, int clusters) {
      return random.nextInt(3) == 0 ? null : new Count(random.nextInt(Math.min(4, clusters + 1)));
    }
  }
}

package io.fleetexecutor.cli;

import static io.fleetexecutor.cli.FleetAnswers.WEB;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.v1.ClusterCounts;
import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.ClusterResult.State;
import io.fleetexecutor.v1.ExecuteResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AwaitDisplayTest {
  private static final String[] AWAIT = {"execute", "await", "deploy/web", "--for", "true"};

  private final FleetAnswers answers =
      FleetAnswers.of(
          operation ->
              operation
                  .getAwaitConditionBuilder()
                  .getRefBuilder()
                  .setKind("deploy")
                  .setObjectName("web"));

  @Test
  void eachClusterIsARowOnceTheConditionIsMet() throws Exception {
    answers.result(met("prod-1"));
    answers.fails(State.STATE_TIMED_OUT, "cluster timeout of 5s passed", "b");
    answers.result(Events.succeeded("c"));

    CommandLineRun run = answers.shownBy(AWAIT);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .isEqualTo(
            """
            CLUSTER   OBJECT                STATUS
            prod-1    deployment.apps/web   condition met
            c         deploy/web            condition met
            """);
    assertThat(run.err()).startsWith("✗ b       TIMED_OUT  cluster timeout of 5s passed (120ms)\n");
  }

  @Test
  void whatIsStillWaitedForIsProgress() throws Exception {
    answers.result(met("a")).result(met("b"));
    ExecuteResponse[] events = answers.events();
    Iterator<Instant> clock =
        Stream.of(0, 1, 2).map(Duration::ofSeconds).map(Instant.EPOCH::plus).iterator();
    try (ScriptedService service = new ScriptedService()) {
      service.streams(events[0], waiting(0), events[1], waiting(1), events[2], events[3]);

      CommandLineRun run =
          CommandLineRun.of(Terminal.NONE, clock::next, CommandLineRun.withServer(service, AWAIT));

      assertThat(run.err())
          .isEqualTo(
              """
              0/2 done, 0 failed, 2 running
              1/2 done, 0 failed, 1 running
              2 clusters: 2 succeeded
              executions/42  SUCCEEDED
              """);
    }
  }

  private static ClusterResult.Builder met(String cluster) {
    ClusterResult.Builder result = Events.succeeded(cluster);
    result.getObjectsBuilder().addObjectsBuilder().setRef(WEB);
    return result;
  }

  private static ExecuteResponse waiting(int done) {
    return Events.progress(
        ClusterCounts.newBuilder()
            .setTotalCount(2)
            .setCompletedCount(done)
            .setSucceededCount(done)
            .setRunningCount(2 - done));
  }
}

package io.fleetexecutor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.JsonFormat;
import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.ExecuteResponse;
import io.fleetexecutor.v1.Execution;
import io.fleetexecutor.v1.KubernetesObject.Change;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonOutputTest {

  @Test
  void everyMessageIsOneLineThatReadsBackTheSame() throws Exception {
    ClusterResult.Builder denied =
        Events.failed("a", ClusterResult.State.STATE_DENIED, "no\n\u009b1m access");
    denied.getErrorBuilder().setReason("FORBIDDEN").setHttpStatus(403);
    ExecuteResponse[] messages = {
      Events.accepted("a"),
      Events.finished(denied),
      Events.ended(
          Execution.State.STATE_COMPLETED_WITH_FAILURES, Events.counts(1, 0).setDeniedCount(1))
    };
    try (ScriptedService service = new ScriptedService().streams(messages)) {
      CommandLineRun run = CommandLineRun.against(service, "execute", "list", "pods", "-o", "json");

      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(parse(run.out())).containsExactly(messages);
      assertThat(run.out()).doesNotContain("\u009b");
    }
  }

  @Test
  void whatWasChangedAndWhatIsAlikeIsInIt() throws Exception {
    FleetAnswers answers = FleetAnswers.of(operation -> operation.getApplyManifestsBuilder());
    answers
        .spec
        .setDryRun(true)
        .addExpectations("true")
        .getOutputPolicyBuilder()
        .setProjection("x");
    answers
        .answer("1", FleetAnswers.change(Change.CHANGE_UPDATED, "-a\n+b\n"), "a", "b")
        .answer("2", FleetAnswers.value("[1,\"2\"]"), "c")
        .fails(ClusterResult.State.STATE_DENIED, "forbidden", "d")
        .result(
            Events.failed("e", ClusterResult.State.STATE_INTERRUPTED, "gone")
                .setOutcomeUnknown(true)
                .setOutputTruncated(true));
    answers.summary.setChangedClusterCount(2);

    CommandLineRun run = answers.shownBy("watch", "42", "--group", "-o", "json");

    assertThat(parse(run.out())).containsExactly(answers.events());
  }

  private static List<ExecuteResponse> parse(String lines) throws Exception {
    List<ExecuteResponse> parsed = new ArrayList<>();
    for (String line : lines.lines().toList()) {
      ExecuteResponse.Builder message = ExecuteResponse.newBuilder();
      JsonFormat.parser().merge(line, message);
      parsed.add(message.build());
    }
    return parsed;
  }
}

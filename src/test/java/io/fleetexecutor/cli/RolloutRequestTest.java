package io.fleetexecutor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.TextFormat;
import io.fleetexecutor.v1.Execution;
import io.fleetexecutor.v1.RolloutPolicy;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which rollout the arguments ask for. */
class RolloutRequestTest {

  @Test
  void wavesAndPaceReachTheRequest() throws Exception {
    assertThat(
            rollout(
                "--wave",
                "1:soak=10m",
                "--wave",
                "10%:approve",
                "--wave",
                "tier=canary,region in (eu,us):name=canary",
                "--order-by",
                "topology.kubernetes.io/region",
                "--slow-start",
                "--max-starts-per-second",
                "0.5"))
        .isEqualTo(
            policy(
                """
                waves { size { count: 1 } soak_duration { seconds: 600 } }
                waves { size { percent: 10 } approval_required: true }
                waves { label_selector: "tier=canary,region in (eu,us)" display_name: "canary" }
                order_by_label: "topology.kubernetes.io/region"
                slow_start: true
                max_starts_per_second: 0.5
                """));
  }

  @Test
  void retriesReachTheRequest() throws Exception {
    assertThat(
            rollout(
                "--max-attempts",
                "5",
                "--retry-on",
                "unavailable,DEADLINE_EXCEEDED",
                "--retry-on",
                "resource-exhausted",
                "--initial-backoff",
                "200ms",
                "--max-backoff",
                "1m",
                "--backoff-multiplier",
                "1.5"))
        .isEqualTo(
            policy(
                """
                retry_policy {
                  max_attempts: 5
                  retryable_codes: [UNAVAILABLE, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED]
                  initial_backoff { nanos: 200000000 }
                  max_backoff { seconds: 60 }
                  backoff_multiplier: 1.5
                }
                """));
  }

  @Test
  void oneOptionIsEnoughForRetries() throws Exception {
    assertThat(rollout("--retry-on", "aborted"))
        .isEqualTo(policy("retry_policy { retryable_codes: ABORTED }"));
    assertThat(rollout("--max-backoff", "5s"))
        .isEqualTo(policy("retry_policy { max_backoff { seconds: 5 } }"));
  }

  @Test
  void withoutOptionsTheServiceChooses() throws Exception {
    assertThat(rollout()).isEqualTo(RolloutPolicy.getDefaultInstance());
  }

  private static RolloutPolicy policy(String text) throws Exception {
    return TextFormat.parse(text, RolloutPolicy.class);
  }

  private static RolloutPolicy rollout(String... options) throws Exception {
    try (ScriptedService service = new ScriptedService()) {
      service.streams(
          Events.accepted("a"), Events.ended(Execution.State.STATE_SUCCEEDED, Events.counts(1, 1)));
      CommandLineRun.against(
          service,
          Stream.concat(Stream.of("execute", "health"), Stream.of(options)).toArray(String[]::new));
      return service.executions.remove().getSpec().getRolloutPolicy();
    }
  }
}

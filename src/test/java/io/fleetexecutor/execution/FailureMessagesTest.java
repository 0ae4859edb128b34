package io.fleetexecutor.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailureMessagesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          10.0.0.7:6443 refused the connection | <address> refused the connection
          connecting to 10.0.0.7 timed out. | connecting to <address> timed out.
          no such host: api.eu.example.com:443 | no such host: <address>
          localhost:6443 does not speak TLS | <address> does not speak TLS
          connecting to kube-api:6443 timed out | connecting to <address> timed out
          dial tcp [fd00::1:2]:6443: no route | dial tcp <address>: no route
          no route to fe80::1%eth0 | no route to <address>
          no route to ::1 | no route to <address>
          no route to ::ffff:10.0.0.7 | no route to <address>
          no route to 2001:db8:0:0:0:0:0:17 | no route to <address>
          Get "https://u:p@api.example.com:6443/apis?x=1": EOF | Get "https://<address>/apis?x=1": EOF
          webhook "https://10.1.2.3/validate" failed | webhook "https://<address>/validate" failed
          uid 3f2a1c9e-5b7d-4e8f-9a0b-1c2d3e4f5a6b is gone | uid <uuid> is gone
          expired at 2026-11-25T01:02:03.5Z, it is 2026-11-25T01:02:04+01:00 | expired at <time>, it is <time>
          pod web-5d4f8c7b9-x2x4z is not ready | pod web-<id>-x2x4z is not ready
          image sha256:9f86d081884c7d659a2feaa0c55ad015 is missing | image sha256:<id> is missing
          resourceVersion 1234567 is too old | resourceVersion <number> is too old
          took 12.3s, then 1m0s, 1h2m, 250ms and 2h | took <duration>, then <duration>, <duration>, <duration> and <duration>
          cluster prod-eu-1 does not answer | cluster <cluster> does not answer
          cannot reach "prod-eu-1". | cannot reach "<cluster>".
          """)
  void whatIsEachClustersOwnBecomesAPlaceholder(String message, String normalised) {
    assertThat(FailureMessages.normalise(message, "prod-eu-1")).isEqualTo(normalised);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "deployments.apps \"web\" not found",
        "server is v1.20.2 and serves apps/v1, not apps/v1beta2",
        "cannot pull nginx:1.24, nginx:1.24.0, redis:7 or registry.k8s.io/pause:3.9",
        "1 of 3 replicas are available, cpu 500m of 1500m is used",
        "deadbeef and effaced facade are words",
        "line 1, column 7: expected ':' at 12:30:45",
        "prod-eu-10, my-prod-eu-1, prod-eu-1.example and prod-eu-1-b are other clusters",
        "HTTP 404: a :: b std::bad",
        "conflict with \"kubectl-client-side-apply\": .spec.replicas",
        "exceeded quota: pods=10, port 6443",
      })
  void wordsVersionsImagesAndSmallNumbersStay(String message) {
    assertThat(FailureMessages.normalise(message, "prod-eu-1")).isEqualTo(message);
  }

  @Test
  void aShortNameIsLeftAlone() {
    assertThat(FailureMessages.normalise("a pod is missing", "a")).isEqualTo("a pod is missing");
  }

  @Test
  void aNameIsNoPatternAndAPlaceholderNoTemplate() {
    assertThat(FailureMessages.normalise("at $1\\ it", "$1\\")).isEqualTo("at <cluster> it");
  }

  @Test
  void aLongMessageIsCutAndNoCharacterInTwo() {
    assertThat(FailureMessages.normalise("x".repeat(10_000), "c")).isEqualTo("x".repeat(500) + "…");
    assertThat(FailureMessages.shorten("x".repeat(499) + "😀")).isEqualTo("x".repeat(499) + "…");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a.", "1.", "1m", "a:", "::", "[", "[f::", "1-", "f", "9", "a-", "://", "1h1m"})
  void noMessageTakesLong(String part) {
    String message = part.repeat(1_000_000 / part.length());
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          for (int i = 0; i < 100; i++) {
            FailureMessages.normalise(message, "prod-eu-1");
          }
        });
  }
}

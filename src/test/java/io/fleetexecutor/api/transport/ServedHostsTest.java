package io.fleetexecutor.api.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class ServedHostsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.0.0.1:8080",
        "10.1.2.3:8080",
        "[::1]",
        "[2001:db8::1]:8080",
        "localhost:8080",
        "LocalHost",
        "localhost.:8080",
        "fleet.localhost:8080"
      })
  void addressesAndLocalhostAreServed(String host) {
    assertThat(refusal(host)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example:8080",
        "localhost.evil.example",
        "evillocalhost",
        "127.0.0.1.evil.example",
        "127.0.0.1evil.example:8080",
        "127.1",
        "0x7f000001",
        "256.0.0.1",
        "[evil.example]",
        "fleet.example.evil.example"
      })
  void namesThatMayHaveBeenMadeToPointHereAreNot(String host) {
    assertThat(refusal(host, "fleet.example")).endsWith("fleet.allowed-hosts can name it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"fleet.example", "Fleet.Example.:8080"})
  void namesThatAreAllowedAreServed(String host) {
    assertThat(refusal(host, "fleet.example")).isNull();
  }

  @Test
  void anyNameIsServedWhereAnyIsAllowed() {
    assertThat(refusal("evil.example", "*")).isNull();
    assertThat(refusal(null, "*")).isNull();
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(strings = {":80", "a b"})
  void aRequestForNoHostIsNotServed(@Nullable String host) {
    assertThat(refusal(host)).isEqualTo("the request does not say for which host it is");
  }

  @Test
  void theRefusalQuotesOnlyTheBeginningOfALongHost() {
    assertThat(refusal("c".repeat(1_000)))
        .isEqualTo(
            "c".repeat(100) + "… is not a host that is served; fleet.allowed-hosts can name it");
  }

  private static @Nullable String refusal(@Nullable String host, String... allowed) {
    return new ServedHosts(Set.of(allowed)).refusal(host);
  }
}

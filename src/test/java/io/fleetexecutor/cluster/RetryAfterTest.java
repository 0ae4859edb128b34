package io.fleetexecutor.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-11-25T01:02:03Z");

  private static @Nullable Duration status(String seconds) throws JsonProcessingException {
    return RetryAfter.ofStatus(
        new ObjectMapper().readTree("{\"details\":{\"retryAfterSeconds\":%s}}".formatted(seconds)));
  }

  private static ClusterFailure failure(int http, @Nullable String header, String body) {
    return StatusFailures.of(new ApiResponse(ResponseHead.of(http, "", header, NOW), body));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0                              | PT0S",
        "7                              | PT7S",
        "' 007 '                        | PT7S",
        "86400                          | PT24H",
        "86401                          | PT24H",
        "99999999999999999999           | PT24H",
        "Wed, 25 Nov 2026 01:02:03 GMT  | PT0S",
        "Wed, 25 Nov 2026 01:03:33 GMT  | PT1M30S",
        "Wednesday, 25-Nov-26 01:02:10 GMT | PT7S",
        "Wed Nov 25 01:02:10 2026       | PT7S",
        "Wed, 25 Nov 2099 01:02:03 GMT  | PT24H"
      })
  void theHeaderIsSecondsOrADate(String header, Duration asked) {
    assertThat(RetryAfter.ofHeader(header, NOW)).isEqualTo(asked);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        " ",
        "-1",
        "+7",
        "7.5",
        "7s",
        "soon",
        "٧",
        "Wed, 25 Nov 2026 01:02:02 GMT",
        "Wed, 25 Nov 1926 01:02:03 GMT",
        "Wed, 99 Nov 2026 01:02:03 GMT",
        "2026-11-25T01:03:03Z",
        "00000000000000000000000000000000000000000000000000000000000000007"
      })
  void otherwiseItAsksForNothing(@Nullable String header) {
    assertThat(RetryAfter.ofHeader(header, NOW)).isNull();
  }

  @ParameterizedTest
  @CsvSource({"7, PT7S", "0, PT0S", "2147483647, PT24H", "99999999999999999999, PT24H"})
  void aStatusTellsSeconds(String seconds, Duration asked) throws Exception {
    assertThat(status(seconds)).isEqualTo(asked);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "7.5", "1e3", "\"7\"", "null", "{}", "[7]", "true"})
  void orNothing(String seconds) throws Exception {
    assertThat(status(seconds)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "429, 7,    TooManyRequests, 9, PT7S",
    "429, ,     TooManyRequests, 9, PT9S",
    "429, soon, TooManyRequests, 9, PT9S",
    "503, 7,    Other,           0, PT7S",
    "500, ,     ServerTimeout,   9, PT9S",
    "404, 7,    NotFound,        9, PT7S"
  })
  void theHeaderGoesBeforeTheBody(
      int http, @Nullable String header, String reason, int seconds, Duration asked) {
    String body =
        """
        {"kind":"Status","apiVersion":"v1","reason":"%s","details":{"retryAfterSeconds":%d}}
        """
            .formatted(reason, seconds);

    assertThat(failure(http, header, body).error().retryAfter()).isEqualTo(asked);
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 404, 429, 500, 502, 503})
  void plainTextMayAskToWaitByItsHeader(int http) {
    assertThat(failure(http, "7", "no").error().retryAfter()).isEqualTo(Duration.ofSeconds(7));
    assertThat(failure(http, null, "no").error().retryAfter()).isNull();
  }

  @Test
  void onlyTheDetailsOfAStatusCount() {
    assertThat(failure(429, null, "{\"details\":{\"retryAfterSeconds\":9}}").error().retryAfter())
        .isNull();
  }

  @Test
  void aSuccessAsksForNothing() {
    assertThat(ResponseHead.of(202, "", "7", NOW).retryAfter()).isNull();
  }
}

package io.fleetexecutor.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.v1.ListClusterResultsRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTokenTest {
  private final Violations violations = new Violations();

  @Test
  void aTokenGivesItsKeyAgain() {
    String token = PageToken.of("42", "state = FAILED");
    Long key = PageToken.read(token, "state = FAILED", Long::valueOf, violations);
    assertThat(key).isEqualTo(42);
    violations.throwIfAny();
  }

  @Test
  void noTokenIsTheFirstPage() {
    assertThat(PageToken.<Long>read("", "", Long::valueOf, violations)).isNull();
    violations.throwIfAny();
  }

  @Test
  void aTokenOfAnotherFilterIsRefused() {
    String token = PageToken.of("42", "state = FAILED");
    assertThat(PageToken.<Long>read(token, "", Long::valueOf, violations)).isNull();
    assertRefused();
  }

  @ParameterizedTest
  @ValueSource(strings = {"%%%", "YWJj", "MCB4", " "})
  void aForgedTokenIsRefused(String token) {
    assertThat(PageToken.<Long>read(token, "", Long::valueOf, violations)).isNull();
    assertRefused();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "-9223372036854775808", "9223372036854775807"})
  void aForgedPlaceOfNoResultIsRefused(String place) {
    ResultQuery.read(
        ListClusterResultsRequest.newBuilder().setPageToken(PageToken.of(place, "")).build(),
        violations);
    assertThat(violations.found()).extracting(Violation::field).contains("page_token");
  }

  private void assertRefused() {
    assertThat(violations.asException().violations())
        .singleElement()
        .satisfies(
            violation -> {
              assertThat(violation.field()).isEqualTo("page_token");
              assertThat(violation.description()).contains("next_page_token");
            });
  }
}

package io.fleetexecutor.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.UnknownFieldSet;
import io.fleetexecutor.v1.GetExecutionRequest;
import org.junit.jupiter.api.Test;

class ViolationsTest {
  private final Violations violations = new Violations();

  @Test
  void aQuoteIsCutBetweenCharacters() {
    assertThat(Violations.quote("a" + "😀".repeat(100)))
        .isEqualTo('"' + "a" + "😀".repeat(99) + "…" + '"');
    assertThat(Violations.quote("😀".repeat(100))).isEqualTo('"' + "😀".repeat(100) + '"');
  }

  @Test
  void aBrokenEncodingIsQuotedInWholeCharacters() {
    new RawPath(violations, "path").check("/%a😀");
    assertThat(violations.found())
        .extracting(Violation::description)
        .anyMatch(text -> text.startsWith("has \"%a😀\" in its path"));
  }

  @Test
  void ofManyUnknownFieldsAFewAreNamed() {
    var unknown = UnknownFieldSet.newBuilder();
    for (int i = 1; i <= 1_000; i++) {
      unknown.mergeVarintField(100 + i, 1);
    }
    UnknownFields.check(
        GetExecutionRequest.newBuilder().setUnknownFields(unknown.build()).build(), "", violations);
    assertThat(violations.found())
        .extracting(Violation::description)
        .containsExactly(
            "has 1,000 fields that this server does not know: number 101, 102, 103, 104, 105, …");
  }
}

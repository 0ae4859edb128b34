package io.fleetexecutor.operation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.cluster.json.StreamingJson;
import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.Output;
import io.fleetexecutor.model.OutputPolicy;
import io.fleetexecutor.model.ResourceRef;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a projection makes has a bound, also of objects without names. */
class ReviewLimitsTest {
  private static final ResourceRef NAMELESS = new ResourceRef("v1", "Pod", "", "");
  private static final int MOST = 131_072;

  private final Review review =
      new Review(
          new Questions(null, Questions.compile("object.size()"), List.of()),
          OutputPolicy.DEFAULT_MAX_OUTPUT_BYTES);

  private ClusterAnswer look(int times) {
    for (int i = 0; i < times; i++) {
      review.look(NAMELESS, StreamingJson.MAPPER.createObjectNode());
    }
    return review.conclude(ClusterAnswer.succeeded(null, false, 0));
  }

  @Test
  void asManySmallValuesAsFitAreKept() {
    ClusterAnswer answer = look(MOST);

    assertThat(answer.error()).isNull();
    assertThat(((Output.ProjectedValues) requireNonNull(answer.output())).values()).hasSize(MOST);
  }

  @Test
  void moreThanThatAreToldAsTooMuch() {
    ClusterAnswer answer = look(MOST + 1);

    assertThat(requireNonNull(answer.error()).message())
        .contains("the projection makes more than max_output_bytes (1,048,576)");
  }
}

package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ClusterResult;
import java.util.Optional;

/** The value of an answer that is one value of a projection, as a person writes it. */
final class SingleValue {

  private SingleValue() {}

  /** Empty where the answer is anything else, or less than there is. */
  static Optional<String> of(ClusterResult result) {
    return result.getValues().getValuesCount() == 1 && !result.getOutputTruncated()
        ? Optional.of(JsonText.bare(result.getValues().getValues(0).getJson()))
        : Optional.empty();
  }
}

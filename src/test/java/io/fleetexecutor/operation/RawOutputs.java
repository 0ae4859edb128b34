package io.fleetexecutor.operation;

import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.Output;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Answers as one text. */
final class RawOutputs {
  private RawOutputs() {}

  /** All that is told, the bytes of a raw answer included. */
  static String text(ClusterAnswer answer) {
    return answer + body(answer.output());
  }

  /** Empty where it is no raw answer. */
  static String body(@Nullable Output output) {
    return output instanceof Output.RawResponse raw
        ? StandardCharsets.UTF_8.decode(raw.body().duplicate()).toString()
        : "";
  }
}

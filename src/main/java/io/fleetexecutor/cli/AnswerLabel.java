package io.fleetexecutor.cli;

import io.fleetexecutor.v1.AnswerGroup;
import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.ExecutionSpec;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a group answered in a word or two.
 *
 * @param value it is the answer itself, such as nginx:1.24, and not only how it compares to others
 */
record AnswerLabel(String text, boolean value) {
  private static final int SHORT = 48;
  private static final Pattern HASH = Pattern.compile("sha256:[0-9a-f]{32,64}");

  /**
   * @param largest it is the first group
   * @param sample null where none was kept
   */
  static AnswerLabel of(
      ExecutionSpec spec, AnswerGroup group, boolean largest, @Nullable ClusterResult sample) {
    String value = value(spec, group.getFingerprint(), sample);
    if (!value.isEmpty() && value.length() <= SHORT) {
      return new AnswerLabel(Printable.of(value), true);
    }
    String alike = group.getClusterCount() == 1 ? "answered" : "answered the same";
    return new AnswerLabel(largest ? alike : "answered otherwise", false);
  }

  private static String value(
      ExecutionSpec spec, String fingerprint, @Nullable ClusterResult sample) {
    boolean ofExpression = !spec.getOutputPolicy().getFingerprintExpression().isEmpty();
    if ((ofExpression || spec.getOperation().hasCheckHealth())
        && !HASH.matcher(fingerprint).matches()) {
      return JsonText.bare(fingerprint);
    }
    return sample != null && sample.getValues().getValuesCount() == 1
        ? JsonText.bare(sample.getValues().getValues(0).getJson())
        : "";
  }
}

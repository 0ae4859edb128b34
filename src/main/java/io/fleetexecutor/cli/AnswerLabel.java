package io.fleetexecutor.cli;

import io.fleetexecutor.v1.AnswerGroup;
import io.fleetexecutor.v1.ExecutionSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a group answered in a word or two, which is true of all of it, and of no other group.
 *
 * @param value it is the answer itself, such as nginx:1.24, and not only how it compares to others
 */
record AnswerLabel(String text, boolean value) {
  private static final int SHORT = 48;
  private static final Pattern HASH =
      Pattern.compile("(?:^|, )sha256:[0-9a-f]{32}(?:[0-9a-f]{32})?(?:, |$)");

  /**
   * The labels of all groups, the largest one first.
   *
   * @param samples null of a fingerprint of which none was kept
   */
  static List<AnswerLabel> of(
      ExecutionSpec spec, List<AnswerGroup> groups, Function<String, @Nullable Sample> samples) {
    List<String> values =
        groups.stream()
            .map(AnswerGroup::getFingerprint)
            .map(fingerprint -> value(spec, fingerprint, samples.apply(fingerprint)))
            .toList();
    List<AnswerLabel> labels = new ArrayList<>();
    for (String value : values) {
      boolean tells = !value.isEmpty() && value.length() <= SHORT;
      boolean distinguishes = values.stream().filter(value::equals).count() == 1;
      labels.add(
          tells && distinguishes
              ? new AnswerLabel(Printable.of(value), true)
              : compared(groups, labels.size()));
    }
    return labels;
  }

  private static AnswerLabel compared(List<AnswerGroup> groups, int i) {
    String alike = groups.get(i).getClusterCount() == 1 ? "answered" : "answered the same";
    return new AnswerLabel(i == 0 ? alike : "answered otherwise", false);
  }

  private static String value(ExecutionSpec spec, String fingerprint, @Nullable Sample sample) {
    boolean ofExpression = !spec.getOutputPolicy().getFingerprintExpression().isEmpty();
    if (ofExpression || spec.getOperation().hasCheckHealth()) {
      return HASH.matcher(fingerprint).find() ? "" : fingerprint;
    }
    return sample == null
        ? ""
        : sample.value().map(value -> value.isEmpty() ? "\"\"" : value).orElse("");
  }
}

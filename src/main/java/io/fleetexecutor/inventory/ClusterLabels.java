package io.fleetexecutor.inventory;

import io.fleetexecutor.file.YamlFile;
import io.fleetexecutor.label.LabelSyntax;
import io.fleetexecutor.model.NamePattern;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Labels for clusters whose own source has none: by name, or by a pattern with {@code *} and {@code
 * ?}. Where several take a cluster, a later one's labels go over those of an earlier one.
 */
final class ClusterLabels {
  static final ClusterLabels NONE = new ClusterLabels(List.of());

  private final List<Entry> entries;

  private record Entry(NamePattern names, Map<String, String> labels) {}

  private ClusterLabels(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  /** Fails with everything that is wrong with the file, by name and label. */
  static ClusterLabels read(Path path) throws IOException {
    List<Entry> entries = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    YamlFile.read(path)
        .forEach(
            (name, labels) ->
                entries.add(
                    new Entry(
                        NamePattern.of(String.valueOf(name)),
                        labels(String.valueOf(name), labels, problems))));
    if (!problems.isEmpty()) {
      throw new IOException(String.join("; ", problems));
    }
    return new ClusterLabels(entries);
  }

  private static Map<String, String> labels(
      String name, @Nullable Object value, List<String> problems) {
    Map<String, String> labels = new LinkedHashMap<>();
    if (!(value instanceof Map<?, ?> mapping)) {
      problems.add("\"%s\" is no mapping of labels, as in {env: prod}".formatted(name));
      return labels;
    }
    mapping.forEach(
        (key, text) -> {
          String label = String.valueOf(key);
          String rule =
              text instanceof String string
                  ? LabelSyntax.brokenRule(label, string)
                  : "a label's value is text; put it in quotes";
          if (rule == null) {
            labels.put(label, String.valueOf(text));
          } else {
            problems.add("label %s of \"%s\" is %s: %s".formatted(label, name, text, rule));
          }
        });
    return labels;
  }

  Map<String, String> of(String cluster) {
    Map<String, String> labels = new LinkedHashMap<>();
    entries.stream()
        .filter(entry -> entry.names().matches(cluster))
        .forEach(entry -> labels.putAll(entry.labels()));
    return labels;
  }
}

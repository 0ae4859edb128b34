package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.KubernetesObject;
import io.fleetexecutor.v1.ProjectedValue;
import io.fleetexecutor.v1.ResourceRef;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a cluster answered, in a few lines. */
record AnswerLines(ChangeText change, DiffLines diff) {
  private static final int MAX_LINES = 20;
  private static final int MAX_LENGTH = 400;

  List<String> of(ClusterResult result) {
    return switch (result.getOutputCase()) {
      case OBJECTS -> objects(result);
      case VALUES -> values(result);
      case RAW_RESPONSE -> raw(result);
      case HEALTH -> List.of(result.getHealth().getKubernetesVersion());
      case TABLE -> first(ResultRefs.of(result).stream().map(AnswerLines::name).toList());
      case OUTPUT_NOT_SET -> List.of();
    };
  }

  /** Diffs are shown whole, whatever they are of. */
  private List<String> objects(ClusterResult result) {
    List<KubernetesObject> objects = result.getObjects().getObjectsList();
    if (objects.stream().allMatch(object -> object.getDiff().isEmpty())) {
      return first(objects.stream().map(object -> line(result, object)).toList());
    }
    return objects.stream()
        .flatMap(
            object ->
                Stream.concat(
                    Stream.of(line(result, object)), diff.of(object.getDiff(), "  ").stream()))
        .toList();
  }

  private String line(ClusterResult result, KubernetesObject object) {
    String done = change.of(result, object);
    return name(object.getRef()) + (done.isEmpty() ? "" : "  " + done);
  }

  private static List<String> values(ClusterResult result) {
    return first(result.getValues().getValuesList().stream().map(AnswerLines::line).toList());
  }

  private static String line(ProjectedValue value) {
    String text = Printable.of(JsonText.bare(value.getJson()));
    return value.hasRef() ? name(value.getRef()) + "  " + text : text;
  }

  private static List<String> raw(ClusterResult result) {
    List<String> lines =
        new ArrayList<>(List.of("HTTP " + result.getRawResponse().getStatusCode()));
    lines.addAll(RawText.lines(result));
    return first(lines);
  }

  private static String name(ResourceRef ref) {
    return Printable.of(
        ResourceNames.object(ref)
            + (ref.getNamespace().isEmpty() ? "" : "  ns " + ref.getNamespace()));
  }

  private static List<String> first(List<String> lines) {
    if (lines.isEmpty()) {
      return List.of("no objects");
    }
    List<String> shown =
        new ArrayList<>(lines.stream().limit(MAX_LINES).map(AnswerLines::start).toList());
    if (lines.size() > MAX_LINES) {
      shown.add("… (%d more)".formatted(lines.size() - MAX_LINES));
    }
    return shown;
  }

  private static String start(String line) {
    int more = ColumnTable.width(line) - MAX_LENGTH;
    return more <= 0
        ? line
        : "%s… (%d more characters)"
            .formatted(line.substring(0, line.offsetByCodePoints(0, MAX_LENGTH)), more);
  }
}

package io.fleetexecutor.comparison;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where objects differ, as unified diffs of YAML. Values of Secrets are never in them, and none is
 * larger than 64 KiB.
 */
public final class ObjectDiff {
  private static final List<String> STATUS = List.of("status");
  // The deployment controller's own.
  private static final String REVISION = "deployment.kubernetes.io/revision";
  private static final List<String> NOT_COMPARED =
      List.of("managedFields", "resourceVersion", "generation");
  private static final List<String> NOT_SHOWN =
      List.of(
          "managedFields", "resourceVersion", "generation", "uid", "creationTimestamp", "selfLink");

  private static final Pattern LINE_NUMBERS = Pattern.compile("(?m)^@@ .*$");

  private ObjectDiff() {}

  /**
   * What a change did to an object; empty where it did nothing but bookkeeping.
   *
   * @param before null: there was none
   * @param after null: there is none any more
   */
  public static String between(@Nullable JsonNode before, @Nullable JsonNode after, String name) {
    BoundedText text = new BoundedText();
    text.add(
        ObjectPair.lines(
            shown(before), shown(after), name + " (before)", name + " (after)", "before", "after"));
    return text.toString();
  }

  static @Nullable ObjectNode shown(@Nullable JsonNode object) {
    return object instanceof ObjectNode node
        ? Bookkeeping.without(node, List.of("status"), NOT_SHOWN)
        : null;
  }

  /** A diff, or a line of one, that is the same wherever in an object the changes are. */
  public static String withoutLineNumbers(String diff) {
    return LINE_NUMBERS.matcher(diff).replaceAll("@@");
  }

  /**
   * Whether two objects differ in nothing but bookkeeping. Their status is others' business and may
   * change meanwhile; it counts only where the API server takes it for a part of what was asked
   * for, and so counts generations by it.
   */
  public static boolean isSame(@Nullable JsonNode before, @Nullable JsonNode after) {
    if (before instanceof ObjectNode one && after instanceof ObjectNode other) {
      List<String> notCompared = generation(one) == generation(other) ? STATUS : List.of();
      return Bookkeeping.isEqual(compared(one, notCompared), compared(other, notCompared));
    }
    return before == null || after == null ? before == after : Bookkeeping.isEqual(before, after);
  }

  private static long generation(ObjectNode object) {
    return object.path("metadata").path("generation").asLong(0);
  }

  private static ObjectNode compared(ObjectNode object, List<String> notCompared) {
    ObjectNode rest = Bookkeeping.without(object, notCompared, NOT_COMPARED);
    if (rest.at("/metadata/annotations") instanceof ObjectNode annotations
        && annotations.has(REVISION)) {
      ObjectNode others = annotations.deepCopy().without(REVISION);
      ObjectNode metadata = (ObjectNode) rest.path("metadata");
      if (others.isEmpty()) {
        metadata.remove("annotations");
      } else {
        metadata.set("annotations", others);
      }
    }
    return rest;
  }

  /**
   * Where two clusters' answers differ, without what always does: one diff for each object that
   * differs or that one of them lacks. Objects are matched by kind, namespace and name; those with
   * a generated name by their order.
   */
  public static String ofAnswers(
      List<JsonNode> base, List<JsonNode> other, String baseName, String otherName) {
    return AnswerDiff.of(base, other, baseName, otherName);
  }
}

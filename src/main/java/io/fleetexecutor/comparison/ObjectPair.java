package io.fleetexecutor.comparison;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The diff of an object's two sides, either of which may be missing. */
final class ObjectPair {
  private static final String MISSING = "/dev/null";

  private ObjectPair() {}

  /**
   * @param side what is said of a secret value that differs
   */
  static List<String> lines(
      @Nullable ObjectNode left,
      @Nullable ObjectNode right,
      String leftName,
      String rightName,
      String side,
      String otherSide) {
    boolean isSecret = Secrets.isSecret(left, right);
    return LineDiff.of(
        lines(left, isSecret, right, side),
        lines(right, isSecret, left, otherSide),
        left == null ? MISSING : oneLine(leftName),
        right == null ? MISSING : oneLine(rightName));
  }

  private static List<String> lines(
      @Nullable ObjectNode object, boolean isSecret, @Nullable ObjectNode other, String side) {
    if (object == null) {
      return List.of();
    }
    return YamlText.lines(isSecret ? Secrets.hide(object, other, side) : object);
  }

  private static String oneLine(String name) {
    return name.replaceAll("\\p{Cntrl}", "?");
  }
}

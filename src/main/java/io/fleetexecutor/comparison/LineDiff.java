package io.fleetexecutor.comparison;

import static com.github.difflib.patch.DeltaType.CHANGE;

import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.algorithm.Change;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.Patch;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;

/** A unified diff of lines, in bounded time: what is too different is replaced as a whole. */
final class LineDiff {
  private static final int CONTEXT_LINES = 3;
  private static final int MAX_COMPARISONS = 10_000_000;
  private static final Pattern EMPTY_SIDE = Pattern.compile("([-+])([1-9][0-9]*),0 ");

  private LineDiff() {}

  /** Empty where there is no difference. */
  static List<String> of(
      List<String> before, List<String> after, String beforeName, String afterName) {
    Patch<String> patch = Patch.generate(before, after, changes(before, after));
    return UnifiedDiffUtils.generateUnifiedDiff(beforeName, afterName, before, patch, CONTEXT_LINES)
        .stream()
        .map(line -> line.startsWith("@@") ? header(line) : line)
        .toList();
  }

  private static List<Change> changes(List<String> before, List<String> after) {
    try {
      var algorithm = new MyersDiffWithLinearSpace<String>(new Comparisons());
      return merged(algorithm.computeDiff(before, after, null));
    } catch (TooDifferentException e) {
      int start = commonStart(before, after);
      int end = commonEnd(before, after, start);
      return List.of(new Change(CHANGE, start, before.size() - end, start, after.size() - end));
    }
  }

  /**
   * Lines that are added and removed at one place are one change, of which the removed come first.
   */
  private static List<Change> merged(List<Change> changes) {
    List<Change> merged = new ArrayList<>();
    for (Change next : changes) {
      Change last = merged.isEmpty() ? null : merged.getLast();
      if (last != null
          && last.endOriginal == next.startOriginal
          && last.endRevised == next.startRevised) {
        merged.removeLast();
        merged.add(
            new Change(
                CHANGE, last.startOriginal, next.endOriginal, last.startRevised, next.endRevised));
      } else {
        merged.add(next);
      }
    }
    return merged;
  }

  /** A side without lines begins at the line before them, which the library does not know. */
  private static String header(String line) {
    return EMPTY_SIDE
        .matcher(line)
        .replaceAll(side -> side.group(1) + (Integer.parseInt(side.group(2)) - 1) + ",0 ");
  }

  private static int commonStart(List<String> before, List<String> after) {
    int most = Math.min(before.size(), after.size());
    int count = 0;
    while (count < most && before.get(count).equals(after.get(count))) {
      count++;
    }
    return count;
  }

  private static int commonEnd(List<String> before, List<String> after, int start) {
    int most = Math.min(before.size(), after.size()) - start;
    int count = 0;
    while (count < most
        && before.get(before.size() - 1 - count).equals(after.get(after.size() - 1 - count))) {
      count++;
    }
    return count;
  }

  /** Counts what the algorithm does; its time grows with the square of the differences. */
  private static final class Comparisons implements BiPredicate<String, String> {
    private int count;

    @Override
    public boolean test(String left, String right) {
      if (++count > MAX_COMPARISONS) {
        throw new TooDifferentException();
      }
      return left.equals(right);
    }
  }

  private static final class TooDifferentException extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooDifferentException() {
      super(null, null, false, false);
    }
  }
}

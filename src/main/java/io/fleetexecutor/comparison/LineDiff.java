package io.fleetexecutor.comparison;

import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.ChangeDelta;
import com.github.difflib.patch.Chunk;
import com.github.difflib.patch.Patch;
import java.util.List;
import java.util.function.BiPredicate;

/** A unified diff of lines, in bounded time: what is too different is replaced as a whole. */
final class LineDiff {
  private static final int CONTEXT_LINES = 3;
  private static final int MAX_COMPARISONS = 10_000_000;

  private LineDiff() {}

  /** Empty where there is no difference. */
  static List<String> of(
      List<String> before, List<String> after, String beforeName, String afterName) {
    return UnifiedDiffUtils.generateUnifiedDiff(
        beforeName, afterName, before, patch(before, after), CONTEXT_LINES);
  }

  private static Patch<String> patch(List<String> before, List<String> after) {
    int start = commonStart(before, after);
    int end = commonEnd(before, after, start);
    List<String> left = before.subList(start, before.size() - end);
    List<String> right = after.subList(start, after.size() - end);
    try {
      var algorithm = new MyersDiffWithLinearSpace<>(new Comparisons());
      return Patch.generate(before, after, algorithm.computeDiff(before, after, null));
    } catch (TooDifferentException e) {
      Patch<String> whole = new Patch<>(1);
      whole.addDelta(new ChangeDelta<>(new Chunk<>(start, left), new Chunk<>(start, right)));
      return whole;
    }
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

package io.fleetexecutor.filter;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.filter.Run.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** What is read and evaluated is what a simple evaluator finds, whatever the expression. */
class RandomFilterTest {
  private static final List<Run> RUNS = everyRun();

  @RepeatedTest(20)
  void aFilterTakesWhatItsExpressionHoldsFor(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    for (int i = 0; i < 100; i++) {
      Expression expression = Expression.random(random, 3);
      String text = expression.text(0, random);
      assertThat(RUNS.stream().filter(Filter.parse(text, Run.FIELDS)))
          .as(text)
          .containsExactlyElementsOf(RUNS.stream().filter(expression::holds).toList());
    }
  }

  @RepeatedTest(20)
  void noTextEndsInAnythingButAFilterOrItsException(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    List<String> pieces =
        List.of("AND", "OR", "NOT", "-", "(", ")", "name", "state", "=", "!=", "<", "\"", "'");
    for (int i = 0; i < 200; i++) {
      StringBuilder text = new StringBuilder();
      random
          .ints(12, 0, pieces.size())
          .forEach(piece -> text.append(pieces.get(piece)).append(random.nextBoolean() ? " " : ""));
      try {
        Filter.parse(text.toString(), Run.FIELDS).test(Run.named("a"));
      } catch (FilterException refused) {
        assertThat(refused.position()).as(text.toString()).isBetween(1, text.length() + 1);
      }
    }
  }

  private static List<Run> everyRun() {
    List<Run> runs = new ArrayList<>();
    for (State state : State.values()) {
      for (String name : List.of("a", "b")) {
        runs.add(new Run(state, name, null));
        for (long second = 0; second < 3; second++) {
          runs.add(new Run(state, name, Instant.ofEpochSecond(second)));
        }
      }
    }
    return runs;
  }
}

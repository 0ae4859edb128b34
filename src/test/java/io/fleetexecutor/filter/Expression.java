package io.fleetexecutor.filter;

import io.fleetexecutor.filter.Run.State;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A generated expression: its meaning, worked out simply, and its text, with no parenthesis but the
 * needed.
 */
sealed interface Expression {
  boolean holds(Run run);

  /** The text; parenthesized where it binds less than this: 0 for AND, 1 for OR, 2 for NOT. */
  String text(int binding, Random random);

  record Equal(String field, String value, boolean equal) implements Expression {
    @Override
    public boolean holds(Run run) {
      String actual = field.equals("name") ? run.name() : run.state().name();
      return actual.equals(value) == equal;
    }

    @Override
    public String text(int binding, Random random) {
      String quote = List.of("", "'", "\"").get(random.nextInt(3));
      String space = random.nextBoolean() ? " " : "";
      return field + space + (equal ? "=" : "!=") + space + quote + value + quote;
    }
  }

  record Before(long second) implements Expression {
    @Override
    public boolean holds(Run run) {
      Instant end = run.end();
      return end != null && end.getEpochSecond() < second;
    }

    @Override
    public String text(int binding, Random random) {
      return "end_time < " + Instant.ofEpochSecond(second);
    }
  }

  record Not(Expression of) implements Expression {
    @Override
    public boolean holds(Run run) {
      return !of.holds(run);
    }

    @Override
    public String text(int binding, Random random) {
      String text = (random.nextBoolean() ? "-" : "NOT ") + of.text(3, random);
      return binding > 2 ? "(" + text + ")" : text;
    }
  }

  record Or(List<Expression> terms) implements Expression {
    @Override
    public boolean holds(Run run) {
      boolean any = false;
      for (Expression term : terms) {
        any |= term.holds(run);
      }
      return any;
    }

    @Override
    public String text(int binding, Random random) {
      String text =
          terms.stream().map(term -> term.text(2, random)).collect(Collectors.joining(" OR "));
      return binding > 1 ? "(" + text + ")" : text;
    }
  }

  record And(List<Expression> factors) implements Expression {
    @Override
    public boolean holds(Run run) {
      boolean all = true;
      for (Expression factor : factors) {
        all &= factor.holds(run);
      }
      return all;
    }

    @Override
    public String text(int binding, Random random) {
      StringBuilder text = new StringBuilder();
      for (Expression factor : factors) {
        text.append(text.isEmpty() ? "" : random.nextBoolean() ? " AND " : "  ");
        text.append(factor.text(1, random));
      }
      return binding > 0 ? "(" + text + ")" : text.toString();
    }
  }

  static Expression random(Random random, int depth) {
    return switch (depth == 0 ? random.nextInt(3) : random.nextInt(6)) {
      case 0 -> new Equal("name", List.of("a", "b").get(random.nextInt(2)), random.nextBoolean());
      case 1 ->
          new Equal(
              "state",
              State.values()[random.nextInt(State.values().length)].name(),
              random.nextBoolean());
      case 2 -> new Before(random.nextInt(3));
      case 3 -> new Not(random(random, depth - 1));
      case 4 -> new Or(several(random, depth));
      default -> new And(several(random, depth));
    };
  }

  private static List<Expression> several(Random random, int depth) {
    return IntStream.range(0, 2 + random.nextInt(2))
        .mapToObj(i -> random(random, depth - 1))
        .toList();
  }
}

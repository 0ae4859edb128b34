package io.fleetexecutor.filter;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something to filter. */
record Run(State state, String name, @Nullable Instant end) {
  enum State {
    STATE_RUNNING,
    STATE_FAILED,
    STATE_TIMED_OUT
  }

  static final Fields<Run> FIELDS =
      new Fields<>(
          Map.of(
              "state", Field.oneOf(List.of(State.values()), Run::state),
              "name", Field.string(Run::name),
              "end_time", Field.time(Run::end)));

  static Run named(String name) {
    return new Run(State.STATE_RUNNING, name, null);
  }

  static Run in(State state) {
    return new Run(state, "", null);
  }

  static Run endedAt(@Nullable String time) {
    return new Run(State.STATE_FAILED, "", time == null ? null : Instant.parse(time));
  }

  boolean passes(String filter) {
    return Filter.parse(filter, FIELDS).test(this);
  }
}

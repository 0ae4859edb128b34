package io.fleetexecutor.log;

import io.fleetexecutor.model.ClusterState;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The numbers that stand in logs for types and states. They never change. */
public final class Codes {
  private static final Map<Integer, RecordType> TYPES = byCode(RecordType.values(), Codes::of);
  private static final Map<Integer, ClusterState> STATES =
      byCode(ClusterState.values(), state -> of(state));

  private static final int NO_STATE = 0;

  private Codes() {}

  /**
   * The label with these numbers.
   *
   * @throws IllegalArgumentException where nothing has such a number
   */
  public static RecordLabel label(int type, String cluster, int state) {
    return new RecordLabel(type(type), cluster, state == NO_STATE ? null : state(state));
  }

  public static int of(RecordType type) {
    return switch (type) {
      case EXECUTION_ACCEPTED -> 1;
      case CLUSTER_STARTED -> 2;
      case CLUSTER_ATTEMPT_FAILED -> 3;
      case CLUSTER_FINISHED -> 4;
      case EXECUTION_STATE_CHANGED -> 5;
      case EXECUTION_FINISHED -> 6;
      case WAVE_STARTED -> 7;
      case CLUSTER_ATTEMPT_STARTED -> 8;
    };
  }

  public static int of(@Nullable ClusterState state) {
    return switch (state) {
      case null -> NO_STATE;
      case SUCCEEDED -> 1;
      case FAILED -> 2;
      case TIMED_OUT -> 3;
      case UNREACHABLE -> 4;
      case DENIED -> 5;
      case CANCELLED -> 6;
      case NOT_ATTEMPTED -> 7;
      case INTERRUPTED -> 8;
    };
  }

  private static RecordType type(int code) {
    return known(TYPES.get(code), "type", code);
  }

  /**
   * @throws IllegalArgumentException where no state has the number
   */
  public static ClusterState state(int code) {
    return known(STATES.get(code), "cluster state", code);
  }

  private static <T> T known(@Nullable T value, String what, int code) {
    if (value == null) {
      throw new IllegalArgumentException("%s %d is unknown".formatted(what, code));
    }
    return value;
  }

  private static <T> Map<Integer, T> byCode(T[] values, Function<T, Integer> code) {
    return Arrays.stream(values).collect(Collectors.toMap(code, Function.identity()));
  }
}

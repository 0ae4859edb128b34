package io.fleetexecutor.store;

import io.fleetexecutor.log.RecordType;
import io.fleetexecutor.model.ClusterState;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The numbers that stand in files for types and states. They never change. */
final class Codes {
  private static final Map<Integer, RecordType> TYPES = byCode(RecordType.values(), Codes::of);
  private static final Map<Integer, ClusterState> STATES = byCode(ClusterState.values(), Codes::of);

  private Codes() {}

  static int of(RecordType type) {
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

  static int of(ClusterState state) {
    return switch (state) {
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

  static RecordType type(int code) throws DamagedRow {
    return known(TYPES.get(code), "type", code);
  }

  static ClusterState state(int code) throws DamagedRow {
    return known(STATES.get(code), "cluster state", code);
  }

  private static <T> T known(@Nullable T value, String what, int code) throws DamagedRow {
    if (value == null) {
      throw new DamagedRow("%s %d is unknown".formatted(what, code));
    }
    return value;
  }

  private static <T> Map<Integer, T> byCode(T[] values, Function<T, Integer> code) {
    return Arrays.stream(values).collect(Collectors.toMap(code, Function.identity()));
  }
}

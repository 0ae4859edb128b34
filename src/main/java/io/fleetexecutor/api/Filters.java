package io.fleetexecutor.api;

import io.fleetexecutor.filter.Field;
import io.fleetexecutor.filter.Fields;
import io.fleetexecutor.filter.Filter;
import io.fleetexecutor.filter.FilterException;
import io.fleetexecutor.log.RecordLabel;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.Execution;
import io.fleetexecutor.model.ExecutionState;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What lists can be filtered by; what is wrong with a filter is noted. */
final class Filters {
  private static final Fields<Execution> EXECUTIONS =
      new Fields<>(
          Map.of(
              "state", Field.oneOf(List.of(ExecutionState.values()), Execution::state),
              "caller", Field.string(execution -> execution.caller().name()),
              "display_name", Field.string(execution -> execution.spec().displayName()),
              "create_time", Field.time(Execution::createTime),
              "end_time", Field.time(Execution::endTime)));
  private static final Fields<RecordLabel> RESULTS =
      new Fields<>(
          Map.of(
              "state", Field.oneOf(List.of(ClusterState.values()), RecordLabel::clusterState),
              "cluster", Field.name(Names.CLUSTERS, RecordLabel::cluster)));

  private Filters() {}

  static Predicate<Execution> executions(String text, Violations violations) {
    return parse(text, EXECUTIONS, violations);
  }

  static Predicate<RecordLabel> results(String text, Violations violations) {
    return parse(text, RESULTS, violations);
  }

  private static <T> Predicate<T> parse(String text, Fields<T> fields, Violations violations) {
    try {
      return Filter.parse(text, fields);
    } catch (FilterException e) {
      violations.add("filter", String.valueOf(e.getMessage()));
      return all -> true;
    }
  }
}

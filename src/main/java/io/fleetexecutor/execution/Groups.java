package io.fleetexecutor.execution;

import io.fleetexecutor.model.AnswerGroup;
import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ClusterError;
import io.fleetexecutor.model.ClusterResult;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.ErrorCode;
import io.fleetexecutor.model.FailureGroup;
import io.fleetexecutor.model.ResultGroups;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;

/**
 * Finds what is alike among results: a fold over them that gives the same in any order. Of a
 * cluster that is like no other it keeps its name, and its fingerprint or the start of its message.
 */
final class Groups {
  static final int MOST_TOLD = 100;
  private static final ClusterError NONE = ClusterError.of(ErrorCode.UNKNOWN, "", "");
  private static final Comparator<Map.Entry<String, Members>> ANSWERS =
      Comparator.<Map.Entry<String, Members>>comparingInt(group -> group.getValue().count())
          .reversed()
          .thenComparing(Map.Entry.comparingByKey());
  private static final Comparator<Failures> FAILURES =
      Comparator.<Failures>comparingInt(group -> group.members.count())
          .reversed()
          .thenComparing(group -> group.kind.error().message())
          .thenComparing(group -> group.kind.error().reason())
          .thenComparing(group -> group.kind.state())
          .thenComparing(group -> group.kind.toString());

  private final Map<String, Members> answers = new HashMap<>();
  private final Map<Kind, Failures> failures = new HashMap<>();
  private int changed;

  /** What failures of a group have in common; of the message what is left of it. */
  private record Kind(ClusterState state, ClusterError error) {}

  /** The failures of a kind. */
  private static final class Failures {
    final Kind kind;
    final Members members = new Members();
    String message;

    Failures(Kind kind, String message) {
      this.kind = kind;
      this.message = message;
    }

    void add(String cluster, String itsMessage) {
      members.add(cluster);
      if (!itsMessage.equals(message)) {
        message = kind.error().message();
      }
    }

    /** With placeholders only where the messages differ. */
    FailureGroup told() {
      ClusterError error = kind.error();
      return new FailureGroup(
          kind.state(),
          new ClusterError(error.code(), error.reason(), message, error.httpStatus()),
          members.count(),
          members.names());
    }
  }

  void add(ClusterResult result) {
    ClusterAnswer answer = result.answer();
    if (answer.changed()) {
      changed++;
    }
    if (answer.state() != ClusterState.SUCCEEDED) {
      addFailure(result.cluster(), answer);
    } else if (!answer.fingerprint().isEmpty()) {
      answers
          .computeIfAbsent(answer.fingerprint(), fingerprint -> new Members())
          .add(result.cluster());
    }
  }

  private void addFailure(String cluster, ClusterAnswer answer) {
    ClusterError error = Objects.requireNonNullElse(answer.error(), NONE);
    String message = FailureMessages.shorten(error.message());
    String common = FailureMessages.normalise(error.message(), cluster);
    var kind =
        new Kind(
            answer.state(),
            new ClusterError(error.code(), error.reason(), common, error.httpStatus()));
    failures.computeIfAbsent(kind, key -> new Failures(key, message)).add(cluster, message);
  }

  ResultGroups now() {
    return new ResultGroups(
        first(answers.entrySet(), ANSWERS).stream().map(Groups::told).toList(),
        first(failures.values(), FAILURES).stream().map(Failures::told).toList(),
        answers.size(),
        failures.size(),
        changed);
  }

  private static AnswerGroup told(Map.Entry<String, Members> group) {
    return new AnswerGroup(group.getKey(), group.getValue().count(), group.getValue().names());
  }

  /** The first ones in order, without sorting all the others. */
  private static <T> List<T> first(Collection<T> all, Comparator<? super T> order) {
    var first = new PriorityQueue<T>(order.reversed());
    for (T each : all) {
      first.add(each);
      if (first.size() > MOST_TOLD) {
        first.remove();
      }
    }
    return first.stream().sorted(order).toList();
  }
}

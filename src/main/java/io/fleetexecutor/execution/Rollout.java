package io.fleetexecutor.execution;

import io.fleetexecutor.model.Cluster;
import io.fleetexecutor.model.ClusterState;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which cluster comes next, and whether it may start. From the moment at which a budget is exceeded
 * none starts, and those that have a turn give it back until the log says why.
 */
final class Rollout {
  private enum Gate {
    OPEN,
    /** Nothing starts, and it is still to be told why. */
    CLOSING,
    CLOSED
  }

  private final FailureBudgets budgets;
  private final Iterator<Cluster> rest;
  private final Deque<Cluster> givenBack = new ArrayDeque<>();
  private final Predicate<String> spared;
  private int left;
  private Gate gate = Gate.OPEN;

  /**
   * @param clusters that have no result yet, in the order in which they start
   * @param spared those that may start in any case
   */
  Rollout(FailureBudgets budgets, List<Cluster> clusters, Predicate<String> spared) {
    this.budgets = budgets;
    this.rest = clusters.iterator();
    this.left = clusters.size();
    this.spared = spared;
    closeIfExceeded();
  }

  /** Null: none at the moment. */
  synchronized @Nullable Cluster next() {
    if (gate == Gate.CLOSING) {
      return null;
    }
    Cluster again = givenBack.poll();
    return again != null ? again : rest.hasNext() ? rest.next() : null;
  }

  synchronized boolean mayStart(String cluster) {
    return gate == Gate.OPEN || spared.test(cluster);
  }

  /** To be told before anybody else may take its place. */
  synchronized void ended(String cluster, ClusterState state) {
    budgets.add(cluster, state);
    closeIfExceeded();
  }

  /** Whether a cluster that did not start has its turn again. */
  synchronized boolean giveBack(Cluster cluster) {
    return gate == Gate.CLOSING && givenBack.add(cluster);
  }

  /** The log says why nothing starts any more. */
  synchronized void close() {
    gate = Gate.CLOSED;
  }

  /** A cluster has its result. */
  synchronized void finished() {
    left--;
  }

  synchronized boolean isOver() {
    return left == 0;
  }

  private void closeIfExceeded() {
    if (gate == Gate.OPEN && budgets.overrun() != null) {
      gate = Gate.CLOSING;
    }
  }
}

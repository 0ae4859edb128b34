package io.fleetexecutor.execution;

import io.fleetexecutor.execution.UnfitPolicyException.Misfit;
import io.fleetexecutor.label.LabelSelector;
import io.fleetexecutor.model.Cluster;
import io.fleetexecutor.model.CountOrPercent;
import io.fleetexecutor.model.CountOrPercent.Percent;
import io.fleetexecutor.model.ExecutionPlan.Wave;
import io.fleetexecutor.model.RolloutPolicy;
import io.fleetexecutor.model.WavePolicy;
import io.fleetexecutor.model.WavePolicy.Members;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/**
 * Spreads clusters over waves, in a stable order; a wave takes all that it asks for, or is unfit.
 */
final class WavePlanner {
  private static final String PATH = "spec.rollout_policy.waves[%d].%s";

  private final List<Misfit> misfits;
  private final SequencedSet<Cluster> left;
  private final int total;
  private final List<Wave> waves = new ArrayList<>();

  private WavePlanner(List<Cluster> clusters, List<Misfit> misfits) {
    this.left = new LinkedHashSet<>(clusters);
    this.total = clusters.size();
    this.misfits = misfits;
  }

  /**
   * @param misfits gets what does not fit
   */
  static List<Wave> waves(RolloutPolicy policy, List<Cluster> clusters, List<Misfit> misfits) {
    var planner = new WavePlanner(ordered(clusters, policy.orderByLabel()), misfits);
    policy.waves().forEach(planner::add);
    return planner.withRest();
  }

  private static List<Cluster> ordered(List<Cluster> clusters, String label) {
    if (label.isEmpty()) {
      return clusters;
    }
    return clusters.stream()
        .sorted(
            Comparator.comparing(
                cluster -> cluster.labels().get(label),
                Comparator.nullsLast(Comparator.naturalOrder())))
        .toList();
  }

  private void add(WavePolicy policy) {
    List<Cluster> members =
        switch (policy.members()) {
          case Members.Size size -> first(size.size());
          case Members.Labelled labelled -> labelled(labelled.selector());
        };
    members.forEach(left::remove);
    String name =
        policy.displayName().isEmpty() ? "wave " + (waves.size() + 1) : policy.displayName();
    waves.add(new Wave(name, members, members.size(), policy.soak(), policy.approvalRequired()));
  }

  private List<Cluster> first(CountOrPercent size) {
    int wanted = size.of(total);
    if (wanted == 0) {
      misfit(
          "size.percent",
          "is %d, which is no cluster of %d, must be at least 1 cluster"
              .formatted(((Percent) size).value(), total));
    } else if (wanted > left.size()) {
      misfit(
          size instanceof Percent ? "size.percent" : "size.count",
          "is %s, but the waves before have left %d of %d"
              .formatted(clusters(wanted), left.size(), total));
    }
    return left.stream().limit(wanted).toList();
  }

  private List<Cluster> labelled(String selector) {
    LabelSelector labels = LabelSelector.parse(selector);
    List<Cluster> taken =
        left.stream().filter(cluster -> labels.matches(cluster.labels())).toList();
    if (taken.isEmpty()) {
      misfit(
          "label_selector",
          "is %s, which takes none of the %s that the waves before have left"
              .formatted(selector, clusters(left.size())));
    }
    return taken;
  }

  private void misfit(String field, String description) {
    misfits.add(new Misfit(PATH.formatted(waves.size(), field), description));
  }

  private static String clusters(int count) {
    return count + (count == 1 ? " cluster" : " clusters");
  }

  private List<Wave> withRest() {
    if (!left.isEmpty()) {
      String name = waves.isEmpty() ? "all" : "rest";
      waves.add(new Wave(name, List.copyOf(left), left.size(), Duration.ZERO, false));
    }
    return waves;
  }
}

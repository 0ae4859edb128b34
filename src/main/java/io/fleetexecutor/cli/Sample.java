package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ClusterResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The first answer of a fingerprint, and what others add to it: equal fingerprints say that what is
 * compared is equal, and not that everything is that is told of an answer.
 */
final class Sample {
  private static final int MAX_VARIANTS = 3;

  /** Clusters of which the same is told. */
  private record Variant(AnswerText text, ClusterTally clusters) {}

  private final ClusterResult first;
  private final List<Variant> variants = new ArrayList<>();
  private Optional<String> value;
  private int others;

  Sample(ClusterResult first, AnswerText text) {
    this.first = first;
    this.value = SingleValue.of(first);
    boolean unused = add(first, text, true);
  }

  /**
   * Returns whether it keeps the text, as it is not told yet.
   *
   * @param room whether there is room for it
   */
  boolean add(ClusterResult result, AnswerText text, boolean room) {
    if (!value.equals(SingleValue.of(result))) {
      value = Optional.empty();
    }
    for (Variant variant : variants) {
      if (variant.text.tellsTheSameAs(text)) {
        variant.clusters.add(result.getCluster());
        return false;
      }
    }
    if (!room || variants.size() == MAX_VARIANTS) {
      others++;
      return false;
    }
    Variant variant = new Variant(text, new ClusterTally());
    variant.clusters.add(result.getCluster());
    variants.add(variant);
    return true;
  }

  ClusterResult first() {
    return first;
  }

  /** The only value that each of its answers consists of; empty where there is no such value. */
  Optional<String> value() {
    return value;
  }

  /**
   * What is told of the answers, each with its clusters where it is not the same of all.
   *
   * @param all whether everything is told that differs, and not only the first answer
   */
  List<String> lines(boolean all) {
    if (variants.size() == 1 && others == 0) {
      return variants.getFirst().text.lines();
    }
    List<String> lines = new ArrayList<>();
    if (!all) {
      lines.add("for example %s:".formatted(Printable.of(cluster())));
      variants.getFirst().text.lines().forEach(line -> lines.add("  " + line));
      return lines;
    }
    variants.stream()
        .sorted(Comparator.comparingInt((Variant variant) -> variant.clusters.count()).reversed())
        .forEach(
            variant -> {
              lines.add("in %s:".formatted(variant.clusters.names()));
              variant.text.lines().forEach(line -> lines.add("  " + line));
            });
    if (others > 0) {
      lines.add("… (%s more)".formatted(ClusterCountText.of(others)));
    }
    return lines;
  }

  private String cluster() {
    return ResourceNames.cluster(first.getCluster());
  }
}

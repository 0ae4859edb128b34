package io.fleetexecutor.model;

import java.util.List;

/**
 * Clusters that answered the same.
 *
 * @param clusters by name, the first ones of them
 */
public record AnswerGroup(String fingerprint, int clusterCount, List<String> clusters) {
  public AnswerGroup {
    clusters = List.copyOf(clusters);
  }

  AnswerGroup withoutClusters() {
    return new AnswerGroup(fingerprint, clusterCount, List.of());
  }
}

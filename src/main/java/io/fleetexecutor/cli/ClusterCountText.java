package io.fleetexecutor.cli;

/** A number of clusters in words. */
final class ClusterCountText {

  private ClusterCountText() {}

  static String of(int count) {
    return count + (count == 1 ? " cluster" : " clusters");
  }
}

package io.fleetexecutor.api;

/** Resource names, as the API's patterns have them. */
final class Names {
  private Names() {}

  static String cluster(String cluster) {
    return "clusters/" + cluster;
  }

  static String execution(String id) {
    return "executions/" + id;
  }

  static String clusterResult(String executionId, String cluster) {
    return "executions/" + executionId + "/clusterResults/" + cluster;
  }
}

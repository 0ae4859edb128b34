package io.fleetexecutor.api;

import java.util.regex.Pattern;

/** Resource names, as the API's patterns have them. */
final class Names {
  static final String CLUSTERS = "clusters/";
  private static final String EXECUTIONS = "executions/";
  private static final Pattern EXECUTION =
      Pattern.compile(EXECUTIONS + "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private Names() {}

  static String cluster(String cluster) {
    return CLUSTERS + cluster;
  }

  /** Of a name that {@link #cluster} made. */
  static String clusterName(String name) {
    return name.substring(CLUSTERS.length());
  }

  static String execution(String id) {
    return EXECUTIONS + id;
  }

  /** Of a name that {@link #execution} made. */
  static String executionId(String name) {
    return name.substring(EXECUTIONS.length());
  }

  /** The id of an execution that a caller named; what is wrong with it is noted. */
  static String executionId(String name, String field, Violations violations) {
    if (name.isEmpty()) {
      violations.add(field, "is required");
      return "";
    }
    if (!EXECUTION.matcher(name).matches()) {
      violations.add(
          field,
          "is %s, must be \"executions/\" and the id that the server gave"
              .formatted(Violations.quote(name)));
      return "";
    }
    return executionId(name);
  }

  static String clusterResult(String executionId, String cluster) {
    return EXECUTIONS + executionId + "/clusterResults/" + cluster;
  }
}

package io.fleetexecutor.demo;

import java.util.List;

/** A Kubernetes release and the versions of what comes with it. */
record Release(
    String gitVersion,
    String goVersion,
    String buildDate,
    String etcd,
    String coredns,
    String containerd) {

  private static final List<Release> ALL =
      List.of(
          new Release(
              "v1.31.13", "go1.23.12", "2025-09-09T19:50:00Z", "3.5.15-0", "v1.11.3", "1.7.24"),
          new Release(
              "v1.33.5", "go1.24.6", "2025-09-09T19:38:00Z", "3.5.21-0", "v1.12.0", "2.0.5"),
          new Release(
              "v1.30.14", "go1.23.10", "2025-06-17T18:29:00Z", "3.5.15-0", "v1.11.3", "1.7.20"),
          new Release(
              "v1.32.9", "go1.23.12", "2025-09-09T19:44:00Z", "3.5.16-0", "v1.11.3", "1.7.24"),
          new Release(
              "v1.29.15", "go1.23.6", "2025-03-11T17:47:00Z", "3.5.16-0", "v1.11.1", "1.7.13"));

  static Release of(int number) {
    return ALL.get(number % ALL.size());
  }

  String major() {
    return gitVersion.substring(1, gitVersion.indexOf('.'));
  }

  String minor() {
    return gitVersion.split("\\.", -1)[1];
  }
}

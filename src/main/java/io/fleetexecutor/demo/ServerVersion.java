package io.fleetexecutor.demo;

/** The answer of {@code /version}. */
record ServerVersion(
    String major,
    String minor,
    String gitVersion,
    String gitCommit,
    String gitTreeState,
    String buildDate,
    String goVersion,
    String compiler,
    String platform) {

  static ServerVersion of(Release release) {
    return new ServerVersion(
        release.major(),
        release.minor(),
        release.gitVersion(),
        "simulated",
        "clean",
        release.buildDate(),
        release.goVersion(),
        "gc",
        "linux/amd64");
  }
}

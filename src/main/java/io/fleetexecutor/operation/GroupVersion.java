package io.fleetexecutor.operation;

/**
 * An API group in one version.
 *
 * @param group empty: the core group
 */
record GroupVersion(String group, String version) {

  static final GroupVersion CORE = new GroupVersion("", "v1");

  static GroupVersion parse(String apiVersion) {
    int slash = apiVersion.indexOf('/');
    return slash < 0
        ? new GroupVersion("", apiVersion)
        : new GroupVersion(apiVersion.substring(0, slash), apiVersion.substring(slash + 1));
  }

  String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  String path() {
    return group.isEmpty()
        ? "/api/" + UriParts.segment(version)
        : "/apis/" + UriParts.segment(group) + "/" + UriParts.segment(version);
  }
}

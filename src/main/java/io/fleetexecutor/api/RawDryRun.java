package io.fleetexecutor.api;

import io.fleetexecutor.model.Operation.RawRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Lets a raw request be a dry run only where API servers heed {@code dryRun} in its query. */
record RawDryRun(Violations violations, String field) {
  /**
   * Passed on to a node, a pod or a service, which knows of no dry run; or a token, which is given
   * all the same.
   */
  private static final Set<String> NO_DRY_RUN =
      Set.of("attach", "exec", "portforward", "proxy", "token");

  private static final Set<String> OF_A_NAMESPACE = Set.of("finalize", "status");

  void check(RawRequest raw) {
    if (!raw.isChange()) {
      return;
    }
    violations.check(
        !raw.method().equals("DELETE") || !raw.body().hasRemaining(),
        field + ".body",
        "has %,d bytes, but a DELETE with a body can be no dry run: give its options in the query, or use delete_resource"
            .formatted(raw.body().remaining()));
    violations.check(
        isOfResources(segments(raw.path())),
        field + ".path",
        "is %s, but a dry run of a %s must be of resources below /api or /apis, and not attach, exec, portforward, proxy or token"
            .formatted(Violations.quote(raw.path()), raw.method()));
  }

  private static boolean isOfResources(List<String> path) {
    int version = path.isEmpty() ? 0 : 1 + List.of("api", "apis").indexOf(path.getFirst());
    if (version == 0 || path.size() <= version + 1) {
      return false;
    }
    List<String> resource = withoutNamespace(path.subList(version + 1, path.size()));
    return !resource.getFirst().equals("proxy")
        && (resource.size() < 3 || !NO_DRY_RUN.contains(resource.get(2)));
  }

  private static List<String> withoutNamespace(List<String> path) {
    return path.getFirst().equals("namespaces")
            && path.size() > 2
            && !OF_A_NAMESPACE.contains(path.get(2))
        ? path.subList(2, path.size())
        : path;
  }

  /** As API servers see them, which decode a path before they take it apart. */
  private static List<String> segments(String path) {
    String encoded = path.split("\\?", 2)[0].replace("+", "%2B");
    return Arrays.stream(URLDecoder.decode(encoded, StandardCharsets.UTF_8).split("/"))
        .filter(segment -> !segment.isEmpty())
        .toList();
  }
}

package io.fleetexecutor.access;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request to an API server is about, by its path.
 *
 * @param resource the plural
 * @param subresource empty: the object itself
 * @param namespace empty: in none, or in all
 * @see <a
 *     href="https://kubernetes.io/docs/reference/using-api/api-concepts/#resource-uris">Resource
 *     URIs</a>
 */
public record RequestTarget(String group, String resource, String subresource, String namespace) {

  /** Null: it is about no resource, or cannot be told as surely as an API server does. */
  public static @Nullable RequestTarget of(String uri) {
    List<String> path = segments(uri);
    if (path.size() >= 3 && path.getFirst().equals("api")) {
      return inGroup("", path.subList(2, path.size()));
    }
    if (path.size() >= 4 && path.getFirst().equals("apis")) {
      return inGroup(path.get(1), path.subList(3, path.size()));
    }
    return null;
  }

  private static List<String> segments(String uri) {
    int query = uri.indexOf('?');
    String path = query < 0 ? uri : uri.substring(0, query);
    if (!path.startsWith("/")) {
      return List.of();
    }
    List<String> segments =
        Arrays.stream(path.substring(1).split("/", -1)).map(RequestTarget::decoded).toList();
    boolean isPlain =
        segments.stream()
            .noneMatch(
                segment ->
                    segment.isEmpty()
                        || segment.equals(".")
                        || segment.equals("..")
                        || segment.indexOf('/') >= 0
                        || segment.indexOf('%') >= 0);
    return isPlain ? segments : List.of();
  }

  private static String decoded(String segment) {
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static @Nullable RequestTarget inGroup(String group, List<String> path) {
    boolean isWatch = path.getFirst().equals("watch") && path.size() > 1;
    List<String> rest = isWatch ? path.subList(1, path.size()) : path;
    if (!rest.getFirst().equals("namespaces")) {
      return of(group, "", rest);
    }
    if (rest.size() <= 2) {
      return new RequestTarget(group, "namespaces", "", rest.size() == 2 ? rest.get(1) : "");
    }
    String namespace = rest.get(1);
    boolean isOfNamespace =
        rest.size() == 3 && (rest.get(2).equals("status") || rest.get(2).equals("finalize"));
    return isOfNamespace
        ? new RequestTarget(group, "namespaces", rest.get(2), namespace)
        : of(group, namespace, rest.subList(2, rest.size()));
  }

  private static RequestTarget of(String group, String namespace, List<String> path) {
    return new RequestTarget(group, path.getFirst(), path.size() < 3 ? "" : path.get(2), namespace);
  }

  /** Whether it is about a namespace itself. */
  boolean isNamespace() {
    return group.isEmpty() && resource.equals("namespaces");
  }

  /** The same, whatever of it is meant. */
  RequestTarget whole() {
    return new RequestTarget(group, resource, "", namespace);
  }

  /** For people, for example {@code deployments.apps in namespace web}. */
  @Override
  public String toString() {
    return resource
        + (subresource.isEmpty() ? "" : "/" + subresource)
        + (group.isEmpty() ? "" : "." + group)
        + (namespace.isEmpty() ? " in no single namespace" : " in namespace " + namespace);
  }
}

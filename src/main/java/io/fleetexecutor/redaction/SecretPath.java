package io.fleetexecutor.redaction;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Tells the paths at which an API server answers with Secrets. */
public final class SecretPath {
  private SecretPath() {}

  /**
   * @param path encoded, with its query where it has one
   */
  public static boolean isOfSecrets(String path) {
    // API servers decode a path before they take it apart, and differ over empty segments.
    String encoded = path.split("\\?", 2)[0].replace("+", "%2B");
    List<String> segments =
        Arrays.stream(URLDecoder.decode(encoded, StandardCharsets.UTF_8).split("/"))
            .skip(1)
            .toList();
    return isOfSecrets(segments)
        || isOfSecrets(segments.stream().filter(segment -> !segment.isEmpty()).toList());
  }

  /** Also of another API server behind a proxy of this one. */
  private static boolean isOfSecrets(List<String> segments) {
    return IntStream.rangeClosed(0, segments.size())
        .filter(start -> start == 0 || segments.get(start - 1).equals("proxy"))
        .anyMatch(start -> isOfSecretsHere(segments.subList(start, segments.size())));
  }

  private static boolean isOfSecretsHere(List<String> segments) {
    if (segments.size() < 3 || !segments.getFirst().equals("api")) {
      return false;
    }
    List<String> resource = segments.subList(2, segments.size());
    if (resource.getFirst().equals("watch")) {
      resource = resource.subList(1, resource.size());
    }
    if (resource.size() > 2 && resource.getFirst().equals("namespaces")) {
      resource = resource.subList(2, resource.size());
    }
    return !resource.isEmpty() && resource.getFirst().equals("secrets");
  }
}

package io.fleetexecutor.api;

import io.fleetexecutor.model.Cluster;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * A page of clusters in name order; its token is the last name seen, so that changes shift nothing.
 */
record ClusterPage(List<Cluster> clusters, String nextToken) {

  static ClusterPage of(List<Cluster> sorted, String token, int size) {
    String after = decode(token);
    List<Cluster> rest =
        sorted.stream().filter(cluster -> cluster.name().compareTo(after) > 0).toList();
    List<Cluster> page = rest.subList(0, Math.min(size, rest.size()));
    return new ClusterPage(page, rest.size() > page.size() ? encode(page.getLast().name()) : "");
  }

  private static String encode(String name) {
    return Base64.getUrlEncoder().encodeToString(name.getBytes(StandardCharsets.UTF_8));
  }

  private static String decode(String token) {
    try {
      return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new InvalidRequestException(
          List.of(
              new Violation(
                  "page_token",
                  "is %s, must be the next_page_token of the page before"
                      .formatted(Violations.quote(token)))));
    }
  }
}

package io.fleetexecutor.cluster;

import io.vertx.core.MultiMap;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * As whom requests are made.
 *
 * @param user empty: as oneself
 */
public record Impersonation(
    String user, String uid, List<String> groups, Map<String, List<String>> extra) {

  public static final Impersonation NONE = new Impersonation("", "", List.of(), Map.of());

  public Impersonation {
    groups = List.copyOf(groups);
    extra = Map.copyOf(extra);
  }

  boolean isNobody() {
    return user.isEmpty();
  }

  void addTo(MultiMap headers) {
    if (isNobody()) {
      return;
    }
    headers.add("Impersonate-User", user);
    if (!uid.isEmpty()) {
      headers.add("Impersonate-Uid", uid);
    }
    groups.forEach(group -> headers.add("Impersonate-Group", group));
    extra.forEach((key, values) -> headers.add("Impersonate-Extra-" + encoded(key), values));
  }

  /** A key may hold what a header name may not; the API server decodes it. */
  private static String encoded(String key) {
    return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20");
  }
}

package io.fleetexecutor.inventory.management;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Which objects of an API server are meant.
 *
 * @param groupPath for example {@code /api/v1}
 * @param resource in the plural, in lower case
 * @param namespace empty: all
 * @param labelSelector empty: all
 * @param fieldSelector empty: all
 */
public record ObjectQuery(
    String groupPath,
    String resource,
    String namespace,
    String labelSelector,
    String fieldSelector) {

  // A page of them is a burst of work for the API server, and each may have a megabyte.
  private static final int PAGE_SIZE = 100;

  /**
   * @param continuation empty: the first page
   */
  String list(String continuation) {
    return collection() + "?limit=" + PAGE_SIZE + selectors() + parameter("continue", continuation);
  }

  /**
   * @param seconds how long the API server keeps it open
   */
  String watch(String resourceVersion, long seconds) {
    return collection()
        + "?watch=true&allowWatchBookmarks=true&timeoutSeconds="
        + seconds
        + selectors()
        + parameter("resourceVersion", resourceVersion);
  }

  private String collection() {
    return namespace.isEmpty()
        ? groupPath + "/" + resource
        : groupPath + "/namespaces/" + encoded(namespace) + "/" + resource;
  }

  private String selectors() {
    return parameter("labelSelector", labelSelector) + parameter("fieldSelector", fieldSelector);
  }

  private static String parameter(String name, String value) {
    return value.isEmpty() ? "" : "&" + name + "=" + encoded(value);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}

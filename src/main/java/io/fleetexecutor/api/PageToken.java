package io.fleetexecutor.api;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Opaque page tokens. Each tells where the page before ended, and belongs to the filter that it was
 * made with.
 */
final class PageToken {
  private PageToken() {}

  static String of(String lastKey, String filter) {
    String text = Integer.toHexString(filter.hashCode()) + ' ' + lastKey;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The key in a token; null where there is none, or none of ours, and that is noted. */
  static <K> @Nullable K read(
      String token, String filter, Function<String, K> key, Violations violations) {
    if (token.isEmpty()) {
      return null;
    }
    try {
      String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      String prefix = Integer.toHexString(filter.hashCode()) + ' ';
      if (text.startsWith(prefix)) {
        return key.apply(text.substring(prefix.length()));
      }
    } catch (RuntimeException e) {
      // Whatever it is, it is no token of ours.
    }
    violations.add(
        "page_token",
        "is %s, must be the next_page_token of the page before, with the same filter"
            .formatted(Violations.quote(token)));
    return null;
  }
}

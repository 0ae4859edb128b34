package io.fleetexecutor.demo;

import io.fleetexecutor.label.LabelSelector;
import io.fleetexecutor.label.LabelSelectorException;
import io.vertx.core.MultiMap;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a list request asks for.
 *
 * @param limit 0 for no limit
 * @param after the key that the page before ended with
 */
record ListQuery(LabelSelector labels, FieldSelector fields, int limit, @Nullable String after) {

  static ListQuery of(ApiResource resource, MultiMap parameters) {
    String token = parameters.get("continue");
    return new ListQuery(
        labels(parameters.get("labelSelector")),
        FieldSelector.parse(resource, parameters.get("fieldSelector")),
        limit(parameters.get("limit")),
        token == null || token.isEmpty() ? null : ContinueToken.decode(token));
  }

  /** With a selector API servers do not count what remains. */
  boolean selective() {
    return !labels.isEmpty() || !fields.isEmpty();
  }

  private static LabelSelector labels(@Nullable String text) {
    try {
      return LabelSelector.parse(Objects.requireNonNullElse(text, ""));
    } catch (LabelSelectorException e) {
      throw Refusals.badRequest("unable to parse requirement: " + e.getMessage());
    }
  }

  private static int limit(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return 0;
    }
    try {
      return (int) Math.clamp(Long.parseLong(text), 0, Integer.MAX_VALUE);
    } catch (NumberFormatException e) {
      throw Refusals.badRequest("limit must be a whole number, was \"" + text + "\"");
    }
  }
}

package io.fleetexecutor.operation;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A kind as a caller names it.
 *
 * @param name plural, singular, kind or short name, in lower case
 * @param group null: any
 * @param version null: as the API server prefers
 */
record KindQuery(String text, String name, @Nullable String group, @Nullable String version) {

  private static final Pattern VERSION = Pattern.compile("v[0-9]+[a-z0-9]*");

  /** {@code deployments}, {@code deployments.apps} or {@code deployments.v1.apps}. */
  static KindQuery parse(String apiVersion, String kind) {
    String lowerCase = kind.strip().toLowerCase(Locale.ROOT);
    String[] parts = lowerCase.split("\\.", 3);
    if (!apiVersion.isEmpty()) {
      GroupVersion given = GroupVersion.parse(apiVersion);
      return new KindQuery(kind, parts[0], given.group(), given.version());
    }
    if (parts.length == 3 && VERSION.matcher(parts[1]).matches()) {
      return new KindQuery(kind, parts[0], parts[2], parts[1]);
    }
    if (parts.length > 1) {
      return new KindQuery(kind, parts[0], lowerCase.substring(parts[0].length() + 1), null);
    }
    return new KindQuery(kind, lowerCase, null, null);
  }
}

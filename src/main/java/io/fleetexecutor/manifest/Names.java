package io.fleetexecutor.manifest;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules that Kubernetes has for names; each says what is wrong, or null. */
final class Names {
  private static final int MAX_LENGTH = 253;
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
  private static final Pattern API_VERSION =
      Pattern.compile("([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?/)?[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
  private static final Pattern KIND = Pattern.compile("[A-Za-z][-A-Za-z0-9]{0,62}");

  private Names() {}

  static @Nullable String problemOfName(String name) {
    if (name.length() > MAX_LENGTH) {
      return "is longer than %d characters".formatted(MAX_LENGTH);
    }
    if (name.equals(".") || name.equals("..")) {
      return "cannot be a name";
    }
    return name.contains("/") || name.contains("%") ? "may not contain / or %" : null;
  }

  static @Nullable String problemOfNamespace(String namespace) {
    return LABEL.matcher(namespace).matches()
        ? null
        : "is no namespace: up to 63 lower-case letters, digits and -, with a letter or digit at both ends";
  }

  static @Nullable String problemOfApiVersion(String apiVersion) {
    return API_VERSION.matcher(apiVersion).matches()
        ? null
        : "is no API version; write it as \"v1\" or \"apps/v1\"";
  }

  static @Nullable String problemOfKind(String kind) {
    return KIND.matcher(kind).matches() ? null : "is no kind; write it as \"Deployment\"";
  }
}

package io.fleetexecutor.operation;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Encodes what goes into the URI of a request. */
final class UriParts {

  private UriParts() {}

  static String segment(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** {@code &name=value}, or nothing for an empty value. */
  static String parameter(String name, String value) {
    return value.isEmpty()
        ? ""
        : "&" + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}

package io.fleetexecutor.label;

import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What Kubernetes takes for the key and for the value of a label. */
public final class LabelSyntax {

  static final String KEY_RULE =
      "a label's key is an optional DNS subdomain of at most 253 characters and \"/\", and a name of"
          + " at most 63 letters, digits, \"-\", \"_\" and \".\" with a letter or digit at both ends";

  static final String VALUE_RULE =
      "a label's value is empty, or at most 63 letters, digits, \"-\", \"_\" and \".\" with a letter"
          + " or digit at both ends";

  private static final int MAX_NAME = 63;
  private static final int MAX_PREFIX = 253;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?");
  private static final Pattern DNS_LABEL = Pattern.compile("[a-z0-9](?:[-a-z0-9]*[a-z0-9])?");
  private static final Pattern DOT = Pattern.compile("\\.");

  private LabelSyntax() {}

  /** Which rule a label breaks; null: none. */
  public static @Nullable String brokenRule(String key, String value) {
    return !isKey(key) ? KEY_RULE : !isValue(value) ? VALUE_RULE : null;
  }

  static boolean isKey(String text) {
    int slash = text.indexOf('/');
    return slash < 0
        ? isName(text)
        : isPrefix(text.substring(0, slash)) && isName(text.substring(slash + 1));
  }

  static boolean isValue(String text) {
    return text.isEmpty() || isName(text);
  }

  // The length comes first: it bounds how far a pattern can go back.
  private static boolean isName(String text) {
    return text.length() <= MAX_NAME && NAME.matcher(text).matches();
  }

  private static boolean isPrefix(String text) {
    return text.length() <= MAX_PREFIX
        && Stream.of(DOT.split(text, -1)).allMatch(label -> DNS_LABEL.matcher(label).matches());
  }
}

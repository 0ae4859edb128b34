package io.fleetexecutor.comparison;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Texts that are equal where answers are equal: the answer itself where it is short, else a hash.
 */
public final class Fingerprints {
  /** Of no objects, where it is known that there are none. */
  public static final String EMPTY = "empty";

  private static final int HASH_BYTES = 16;
  static final int MAX_LENGTH = 200;

  /** What a text that stands for itself is not: a number or another word of JSON, or a hash. */
  private static final Pattern OTHER =
      Pattern.compile(
          "-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]+)?|true|false|null|sha256:[0-9a-f]{32}|"
              + EMPTY);

  private Fingerprints() {}

  /** Of an object, without what always differs between clusters. */
  public static String ofObject(JsonNode object) {
    return ofNormalized(Normalization.normalize(object));
  }

  /** The same of one that nobody needs afterwards, as it loses what always differs. */
  public static String ofSpent(ObjectNode object) {
    return ofNormalized(Normalization.normalizeInPlace(object));
  }

  private static String ofNormalized(JsonNode object) {
    return hash(Sha256.digest().digest(TreeDigest.of(object)));
  }

  /**
   * Of what a change does to an object, equal where objects of two clusters change alike. Nothing
   * is cut or hidden before, as it is in a diff.
   *
   * @param change what is done to which object
   * @param before null: there was none
   * @param after null: there is none any more
   */
  public static String ofChange(
      String change, @Nullable JsonNode before, @Nullable JsonNode after) {
    MessageDigest digest = Sha256.digest();
    digest.update(TreeDigest.of(TextNode.valueOf(change)));
    digest.update(TreeDigest.of(ObjectDelta.of(before, after)));
    return hash(digest.digest());
  }

  /** The same where either side is a Secret: which of its keys change counts, and no value. */
  public static String ofSecretChange(
      String change, @Nullable JsonNode before, @Nullable JsonNode after) {
    return ofChange(change, hidden(before, after, "before"), hidden(after, before, "after"));
  }

  private static @Nullable JsonNode hidden(
      @Nullable JsonNode object, @Nullable JsonNode other, String side) {
    return object instanceof ObjectNode secret ? Secrets.hide(secret, other, side) : object;
  }

  /** Of the value of an expression: JSON, or a text that cannot be taken for it. */
  public static String ofValue(JsonNode value) {
    return value.isTextual() ? ofText(value.textValue()) : ofJson(value);
  }

  /** Of a text, in quotes where it could be taken for anything else, or for several ones. */
  public static String ofText(String text) {
    if (!isReadable(text)) {
      return hash(TreeDigest.of(TextNode.valueOf(text)));
    }
    return isPlain(text) ? text : ofJson(TextNode.valueOf(text));
  }

  /** Of a row of a table. */
  public static String ofRow(List<String> cells) {
    ArrayNode row = JsonNodeFactory.instance.arrayNode();
    cells.forEach(row::add);
    return hash(TreeDigest.of(row));
  }

  private static String ofJson(JsonNode value) {
    // Measured before it is written: a value may be as large as an answer.
    String text = left(value, MAX_LENGTH) >= 0 ? CanonicalJson.text(value) : "";
    return !text.isEmpty() && isReadable(text) ? text : hash(TreeDigest.of(value));
  }

  private static boolean isPlain(String text) {
    return !text.isEmpty()
        && text.equals(text.strip())
        && !text.contains(", ")
        && "\"[{".indexOf(text.charAt(0)) < 0
        && !OTHER.matcher(text).matches();
  }

  /** What is left of a number of characters after a value; negative where they do not suffice. */
  private static int left(JsonNode value, int characters) {
    int left = characters - (value.isValueNode() ? value.asText().length() : value.size());
    for (JsonNode child : value) {
      if (left < 0) {
        return left;
      }
      left = left(child, left);
    }
    return left;
  }

  private static boolean isReadable(String text) {
    return text.length() <= MAX_LENGTH && text.chars().noneMatch(Character::isISOControl);
  }

  static String hash(byte[] digest) {
    return "sha256:" + HexFormat.of().formatHex(digest, 0, HASH_BYTES);
  }
}

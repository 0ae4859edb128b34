package io.fleetexecutor.comparison;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Texts that are equal where answers are equal: the answer itself where it is short, else a hash.
 */
public final class Fingerprints {
  private static final String EMPTY = "empty";
  private static final int HASH_BYTES = 16;
  private static final int MAX_LENGTH = 200;

  private Fingerprints() {}

  /** Of objects in any order, without what always differs between clusters. */
  public static String ofObjects(List<JsonNode> objects) {
    if (objects.isEmpty()) {
      return EMPTY;
    }
    byte[][] digests =
        objects.stream()
            .map(object -> TreeDigest.of(Normalization.normalize(object)))
            .toArray(byte[][]::new);
    Arrays.sort(digests, Arrays::compareUnsigned);
    MessageDigest all = Sha256.digest();
    for (byte[] digest : digests) {
      all.update(digest);
    }
    return hash(all.digest());
  }

  /** Of the value of an expression; a string is not quoted. */
  public static String ofValue(JsonNode value) {
    if (value.isTextual()) {
      return ofText(value.textValue());
    }
    // Measured before it is written: a value may be as large as an answer.
    String text = left(value, MAX_LENGTH) >= 0 ? CanonicalJson.text(value) : "";
    return !text.isEmpty() && isReadable(text) ? text : hash(TreeDigest.of(value));
  }

  /** Of a text; the empty one is two quotes, so that it is not taken for none. */
  public static String ofText(String text) {
    if (text.isEmpty()) {
      return "\"\"";
    }
    if (isReadable(text)) {
      return text;
    }
    return hash(Sha256.digest().digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Of several fingerprints in any order. */
  public static String combine(List<String> parts) {
    if (parts.isEmpty()) {
      return EMPTY;
    }
    if (parts.size() <= MAX_LENGTH) {
      String joined = parts.stream().sorted().collect(Collectors.joining(", "));
      if (joined.length() <= MAX_LENGTH) {
        return joined;
      }
    }
    MessageDigest all = Sha256.digest();
    parts.stream()
        .sorted()
        .map(part -> part.getBytes(StandardCharsets.UTF_8))
        .forEach(
            bytes -> {
              all.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
              all.update(bytes);
            });
    return hash(all.digest());
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

  private static String hash(byte[] digest) {
    return "sha256:" + HexFormat.of().formatHex(digest, 0, HASH_BYTES);
  }
}

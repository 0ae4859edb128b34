package io.fleetexecutor.comparison;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Map;

/**
 * The SHA-256 of a value, the same whatever the order of the fields of objects. Every part is
 * preceded by its type and size, so that no two values give the same bytes.
 */
final class TreeDigest {
  private static final int BUFFER_BYTES = 4096;
  private static final int HEAD_BYTES = 1 + Integer.BYTES;

  private final MessageDigest digest = Sha256.digest();
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int size;

  private TreeDigest() {}

  static byte[] of(JsonNode value) {
    TreeDigest tree = new TreeDigest();
    tree.add(value);
    tree.flush();
    return tree.digest.digest();
  }

  private void add(JsonNode value) {
    switch (value.getNodeType()) {
      case OBJECT -> addFields(value);
      case ARRAY -> {
        head('a', value.size());
        value.forEach(this::add);
      }
      case NUMBER -> addText('n', value.asText());
      case STRING -> addText('s', value.textValue());
      case BOOLEAN -> head('b', value.booleanValue() ? 1 : 0);
      default -> head('0', 0);
    }
  }

  private void addFields(JsonNode object) {
    String[] names = new String[object.size()];
    int count = 0;
    for (Map.Entry<String, JsonNode> field : object.properties()) {
      names[count++] = field.getKey();
    }
    Arrays.sort(names);
    head('o', count);
    for (String name : names) {
      addText('k', name);
      add(object.get(name));
    }
  }

  private void addText(char type, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    head(type, utf8.length);
    if (utf8.length > BUFFER_BYTES) {
      flush();
      digest.update(utf8);
      return;
    }
    makeRoom(utf8.length);
    System.arraycopy(utf8, 0, buffer, size, utf8.length);
    size += utf8.length;
  }

  private void head(char type, int length) {
    makeRoom(HEAD_BYTES);
    buffer[size++] = (byte) type;
    for (int shift = 24; shift >= 0; shift -= 8) {
      buffer[size++] = (byte) (length >> shift);
    }
  }

  private void makeRoom(int bytes) {
    if (BUFFER_BYTES - size < bytes) {
      flush();
    }
  }

  private void flush() {
    digest.update(buffer, 0, size);
    size = 0;
  }
}

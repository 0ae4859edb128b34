package io.fleetexecutor.redaction;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** JSON texts without the contents of Secrets; those that have none stay as they are. */
public final class RedactedText {
  private static final ObjectMapper JSON = new ObjectMapper();

  private RedactedText() {}

  /**
   * One JSON value, or several as a watch has them.
   *
   * @param ofSecrets whether all of it is of Secrets, whatever it says of itself
   * @return empty where it is no complete JSON, or no object that could be redacted
   */
  public static Optional<byte[]> of(byte[] text, boolean ofSecrets) {
    List<JsonNode> values = new ArrayList<>();
    try (JsonParser parser = JSON.createParser(text)) {
      while (parser.nextToken() != null) {
        values.add(parser.readValueAsTree());
      }
    } catch (IOException e) {
      return Optional.empty();
    }
    boolean redacted = false;
    for (JsonNode value : values) {
      if (ofSecrets && !value.isContainerNode()) {
        return Optional.empty();
      }
      redacted |= ofSecrets ? SecretRedaction.redactSecrets(value) : SecretRedaction.redact(value);
    }
    return Optional.of(redacted ? bytes(values) : text);
  }

  private static byte[] bytes(List<JsonNode> values) {
    return values.stream()
        .map(JsonNode::toString)
        .collect(Collectors.joining("\n"))
        .getBytes(StandardCharsets.UTF_8);
  }
}

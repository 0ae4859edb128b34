package io.fleetexecutor.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactedTextTest {
  private static final String SECRET =
      "{\"kind\":\"Secret\",\"apiVersion\":\"v1\",\"data\":{\"k\":\"VALUE\"}}";

  private static Optional<String> redacted(String text, boolean ofSecrets) {
    return RedactedText.of(text.getBytes(StandardCharsets.UTF_8), ofSecrets)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  @Test
  void whatHasNoSecretStaysByteForByte() {
    for (String text : new String[] {"", "{ \"a\" : 1.0 }\n", "{} {}\n[ ]", "\"text\""}) {
      assertThat(redacted(text, false)).contains(text);
    }
    assertThat(redacted("", true)).contains("");
    assertThat(redacted("{ \"kind\": \"Status\" }", true)).contains("{ \"kind\": \"Status\" }");
  }

  @Test
  void everyValueOfAStreamIsRead() {
    String event = "{\"type\":\"ADDED\",\"object\":" + SECRET + "}";

    assertThat(redacted(event + "\n" + event + "\n", false))
        .contains((event + "\n" + event).replace("VALUE", "REDACTED"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"a\":", "{\"kind\":\"Secret\"", "no JSON", "{} }", "{\"a\":1} x"})
  void whatIsNoCompleteJsonIsTold(String text) {
    assertThat(redacted(text, false)).isEmpty();
    assertThat(redacted(text, true)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"VALUE\"", "1234", "{} \"VALUE\""})
  void ofSecretsAreObjectsAlone(String text) {
    assertThat(redacted(text, true)).isEmpty();
  }
}

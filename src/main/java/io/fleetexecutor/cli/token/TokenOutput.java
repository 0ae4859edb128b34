package io.fleetexecutor.cli.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;

/** Reads what a token command printed: a token alone, or an ExecCredential of Kubernetes. */
final class TokenOutput {
  private static final ObjectMapper JSON = new ObjectMapper();

  private TokenOutput() {}

  /**
   * @param origin who printed it, for people
   */
  static ExpiringToken parse(byte[] output, String origin) throws TokenException {
    String text = new String(output, UTF_8).strip();
    if (!text.startsWith("{")) {
      return new ExpiringToken(TokenText.of(text, "what " + origin + " printed"), null);
    }
    JsonNode root = json(text, origin);
    if (!root.path("kind").asText("").equals("ExecCredential")) {
      throw new TokenException(origin + " printed JSON that is no ExecCredential");
    }
    JsonNode status = root.path("status");
    return expiring(
        TokenText.of(
            status.path("token").asText(""),
            "status.token of the ExecCredential that " + origin + " printed"),
        status.path("expirationTimestamp").asText(""),
        origin);
  }

  private static JsonNode json(String text, String origin) throws TokenException {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      // Not its cause, which repeats the text.
      throw new TokenException(origin + " printed what begins like JSON but is none");
    }
  }

  private static ExpiringToken expiring(String token, String expiry, String origin)
      throws TokenException {
    try {
      return new ExpiringToken(
          token, expiry.isEmpty() ? null : OffsetDateTime.parse(expiry).toInstant());
    } catch (DateTimeException e) {
      throw new TokenException(
          "status.expirationTimestamp of the ExecCredential that %s printed is '%s', which is no RFC 3339 time such as 2026-01-31T12:00:00Z"
              .formatted(origin, expiry),
          e);
    }
  }
}

package io.fleetexecutor.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetexecutor.cluster.CachedCredential.Expiring;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Reads what a credential plugin printed. */
final class ExecCredential {

  private static final ObjectMapper JSON = new ObjectMapper();

  private ExecCredential() {}

  /** What is wrong with it, without repeating it. */
  static final class InvalidException extends Exception {
    private static final long serialVersionUID = 1;
    private final String problem;

    InvalidException(String problem) {
      super(problem, null, false, false);
      this.problem = problem;
    }

    String problem() {
      return problem;
    }
  }

  static Expiring parse(byte[] output, String apiVersion) throws InvalidException {
    JsonNode root = json(output);
    if (!root.path("kind").asText("").equals("ExecCredential")) {
      throw new InvalidException("printed no ExecCredential");
    }
    if (!root.path("apiVersion").asText("").equals(apiVersion)) {
      throw new InvalidException("printed an ExecCredential that is not of " + apiVersion);
    }
    JsonNode status = root.path("status");
    String token = status.path("token").asText("").strip();
    ClientCertificate certificate = certificate(status);
    if (token.isEmpty() && certificate == null) {
      throw new InvalidException("printed neither a token nor a client certificate");
    }
    if (token.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new InvalidException("printed a token with characters that no HTTP header may have");
    }
    String authorization = token.isEmpty() ? null : "Bearer " + token;
    return new Expiring(new Credential(authorization, certificate), expiry(status));
  }

  private static JsonNode json(byte[] output) throws InvalidException {
    try {
      JsonNode root = JSON.readTree(output);
      if (root != null) {
        return root;
      }
    } catch (IOException e) {
      // told below, without the text
    }
    throw new InvalidException("printed no JSON");
  }

  private static @Nullable ClientCertificate certificate(JsonNode status) throws InvalidException {
    String certificate = status.path("clientCertificateData").asText("");
    String key = status.path("clientKeyData").asText("");
    if (certificate.isEmpty() != key.isEmpty()) {
      throw new InvalidException("printed a client certificate without its key, or the reverse");
    }
    return certificate.isEmpty()
        ? null
        : new ClientCertificate(new PemSource.PlainPem(certificate), new PemSource.PlainPem(key));
  }

  private static @Nullable Instant expiry(JsonNode status) throws InvalidException {
    String text = status.path("expirationTimestamp").asText("");
    try {
      return text.isEmpty() ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new InvalidException("printed an expirationTimestamp that is no RFC 3339 time");
    }
  }
}

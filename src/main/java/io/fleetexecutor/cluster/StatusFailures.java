package io.fleetexecutor.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetexecutor.model.ClusterError;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Maps answers that are no success, with the API server's own message and the wait that it asks for
 * where it gave them.
 */
public final class StatusFailures {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int EXCERPT_LENGTH = 200;
  private static final Pattern FIELD = Pattern.compile("[\\w.\\[\\]/-]{1,100}");
  private static final int MOST_FIELDS = 5;

  private StatusFailures() {}

  public static ClusterFailure of(ApiResponse response) {
    int http = response.status();
    Duration header = response.head().retryAfter();
    JsonNode status = parse(response.body());
    if (isStatus(status)) {
      return ofStatus(status, http)
          .withRetryAfter(header == null ? RetryAfter.ofStatus(status) : header);
    }
    return ofText(http, response.body()).withRetryAfter(header);
  }

  private static ClusterFailure ofText(int http, String body) {
    // Authentication and overload are answered in plain text by proxies and by API servers alike.
    if (http == 401 || http == 403 || http == 429 || http >= 500) {
      String message = "HTTP " + http + ": " + excerpt(body);
      return failure(http, reason(http), message, List.of());
    }
    return ClusterFailure.unexpectedAnswer(
        "HTTP " + http + " without a Kubernetes Status: " + excerpt(body), http);
  }

  /** A Status object, as the API server describes a failure. */
  private static ClusterFailure ofStatus(JsonNode status, int http) {
    String reason = status.path("reason").asText("");
    String message = status.path("message").asText("");
    return failure(
        http,
        reason.isEmpty() ? reason(http) : upperSnakeCase(reason),
        message.isEmpty() ? "HTTP " + http : message,
        refusedFields(status));
  }

  /** By their paths and reasons alone: their messages quote values. */
  private static List<String> refusedFields(JsonNode status) {
    return status
        .path("details")
        .path("causes")
        .valueStream()
        .filter(cause -> FIELD.matcher(cause.path("field").asText("")).matches())
        .limit(MOST_FIELDS)
        .map(cause -> cause.path("field").asText() + " (" + cause.path("reason").asText("") + ")")
        .toList();
  }

  public static boolean isStatus(JsonNode node) {
    return node.path("kind").asText("").equals("Status")
        && node.path("apiVersion").asText("").equals("v1");
  }

  /** A short piece of text that is safe to show. */
  public static String excerpt(String body) {
    String line = body.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    if (line.isEmpty()) {
      return "the answer is empty";
    }
    return line.length() <= EXCERPT_LENGTH ? line : line.substring(0, EXCERPT_LENGTH) + "…";
  }

  private static ClusterFailure failure(
      int http, String reason, String message, List<String> refusedFields) {
    ClusterState state = http == 401 || http == 403 ? ClusterState.DENIED : ClusterState.FAILED;
    return new ClusterFailure(
        state, new ClusterError(code(http, reason), reason, message, http), refusedFields);
  }

  private static ErrorCode code(int http, String reason) {
    return switch (http) {
      case 400, 413, 422 -> ErrorCode.INVALID_ARGUMENT;
      case 401 -> ErrorCode.UNAUTHENTICATED;
      case 403 -> ErrorCode.PERMISSION_DENIED;
      case 404 -> ErrorCode.NOT_FOUND;
      case 405, 406, 415, 501 -> ErrorCode.UNIMPLEMENTED;
      case 408, 504 -> ErrorCode.DEADLINE_EXCEEDED;
      case 409 -> reason.equals("ALREADY_EXISTS") ? ErrorCode.ALREADY_EXISTS : ErrorCode.ABORTED;
      case 410 -> ErrorCode.ABORTED;
      case 429 -> ErrorCode.RESOURCE_EXHAUSTED;
      case 502, 503 -> ErrorCode.UNAVAILABLE;
      default -> http >= 500 ? ErrorCode.INTERNAL : ErrorCode.UNKNOWN;
    };
  }

  private static String reason(int http) {
    return switch (http) {
      case 400 -> "BAD_REQUEST";
      case 401 -> "UNAUTHORIZED";
      case 403 -> "FORBIDDEN";
      case 404 -> "NOT_FOUND";
      case 429 -> "TOO_MANY_REQUESTS";
      case 500 -> "INTERNAL_ERROR";
      case 502 -> "BAD_GATEWAY";
      case 503 -> "SERVICE_UNAVAILABLE";
      case 504 -> "TIMEOUT";
      default -> "HTTP_" + http;
    };
  }

  /** {@code AlreadyExists} to {@code ALREADY_EXISTS}. */
  public static String upperSnakeCase(String reason) {
    return reason
        .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
        .replaceAll("[^A-Za-z0-9]+", "_")
        .toUpperCase(Locale.ROOT);
  }

  private static JsonNode parse(String body) {
    try {
      JsonNode node = JSON.readTree(body);
      return node == null ? JSON.missingNode() : node;
    } catch (JsonProcessingException e) {
      return JSON.missingNode();
    }
  }
}

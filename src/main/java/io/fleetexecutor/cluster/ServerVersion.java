package io.fleetexecutor.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** What an API server says of its version. */
public final class ServerVersion {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ServerVersion() {}

  /** For example {@code v1.33.2}; empty where the answer tells none. */
  public static String of(ApiResponse answer) {
    try {
      return answer.isSuccess() ? JSON.readTree(answer.body()).path("gitVersion").asText("") : "";
    } catch (JsonProcessingException e) {
      return "";
    }
  }
}

package io.fleetexecutor.demo;

import io.fabric8.kubernetes.api.model.Status;
import java.nio.charset.StandardCharsets;

/** What an API server answers. */
record ApiAnswer(int code, String contentType, byte[] body) {

  private static final String JSON = "application/json";

  static ApiAnswer json(Object value) {
    return json(JSON, value);
  }

  static ApiAnswer json(String contentType, Object value) {
    return new ApiAnswer(200, contentType, Json.bytes(value));
  }

  static ApiAnswer list(Object list) {
    return new ApiAnswer(200, JSON, Json.bytesWithUntypedItems(list));
  }

  static ApiAnswer text(String text) {
    return new ApiAnswer(200, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  static ApiAnswer refused(Status status) {
    return new ApiAnswer(status.getCode(), JSON, Json.bytes(status));
  }
}

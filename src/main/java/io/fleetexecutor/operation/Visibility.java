package io.fleetexecutor.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetexecutor.cluster.ClusterFailure;
import io.fleetexecutor.cluster.json.StreamingJson;
import io.fleetexecutor.redaction.SecretRedaction;
import io.fleetexecutor.redaction.SecretValues;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/** How much is shown of the objects of a kind. */
enum Visibility {
  WHOLE,
  /** They are Secrets, and their values are for others. */
  WITHOUT_VALUES;

  /** The object as it is shown. */
  <T extends JsonNode> T of(T object) {
    if (this == WHOLE) {
      return object;
    }
    T copy = object.deepCopy();
    SecretRedaction.redactSecrets(copy);
    return copy;
  }

  /** The failure as it is shown: what is no answer as expected is quoted in its message. */
  ClusterFailure withoutQuotation(ClusterFailure failure) {
    String message = failure.error().message();
    int quotation = message.indexOf(": ");
    return this == WHOLE || quotation < 0 || !failure.error().reason().equals("UNEXPECTED_ANSWER")
        ? failure
        : failure.withMessage(
            message.substring(0, quotation) + " (it may hold Secrets, and is not shown)");
  }

  /**
   * The failure of a change as it is shown: API servers quote what was sent and what was there,
   * whole and in parts, and webhooks may.
   *
   * @param sent an object or a patch
   */
  ClusterFailure withoutQuotation(ClusterFailure failure, Buffer sent, Optional<JsonNode> before) {
    if (this == WHOLE) {
      return failure;
    }
    if (mayQuoteInParts(failure)) {
      return failure.withMessage(withoutMessage(failure));
    }
    String message = failure.error().message();
    String told = SecretValues.of(StreamingJson.parse(sent.getBytes())).hideIn(message);
    return failure.withMessage(
        before.map(object -> SecretValues.of(object).hideIn(told)).orElse(told));
  }

  /** Bad requests, invalid objects, and fields that do not have the type of their schema. */
  static boolean mayQuoteInParts(ClusterFailure failure) {
    return failure.hasHttpStatus(400) || failure.hasHttpStatus(422) || failure.hasHttpStatus(500);
  }

  static String withoutMessage(ClusterFailure failure) {
    String fields = String.join(", ", failure.refusedFields());
    return "HTTP %d %s%s: what the API server says of it may quote values of the Secret, and is not shown"
        .formatted(
            failure.error().httpStatus(),
            failure.error().reason(),
            fields.isEmpty() ? "" : " of " + fields);
  }
}

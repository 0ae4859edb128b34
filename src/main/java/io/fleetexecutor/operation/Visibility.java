package io.fleetexecutor.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetexecutor.cluster.ClusterFailure;
import io.fleetexecutor.redaction.SecretRedaction;
import io.fleetexecutor.redaction.SecretValues;
import java.util.function.Supplier;

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
   * The failure of a request as it is shown: API servers and webhooks quote what was sent.
   *
   * @param sent an object or a patch
   */
  ClusterFailure without(Supplier<JsonNode> sent, ClusterFailure failure) {
    return this == WHOLE
        ? failure
        : failure.withMessage(SecretValues.of(sent.get()).hideIn(failure.error().message()));
  }
}

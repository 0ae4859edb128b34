package io.fleetexecutor.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetexecutor.cluster.ApiRequest;
import io.fleetexecutor.cluster.ClusterFailure;
import io.fleetexecutor.model.ClusterError;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.ErrorCode;
import io.fleetexecutor.redaction.SecretPatch;
import io.fleetexecutor.redaction.SecretRedaction;
import io.fleetexecutor.redaction.SecretValues;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How much is shown of the objects of a kind. */
enum Visibility {
  WHOLE,
  /** They are Secrets, and their values are for others. */
  WITHOUT_VALUES;

  private static final String COPIES =
      "a JSON patch of a Secret may not copy or move anything, as the copy would show values: that"
          + " takes the permission read_secrets, or fleet.show-secrets without a policy";

  /** The object as it is shown. */
  <T extends JsonNode> T of(T object) {
    if (this == WHOLE) {
      return object;
    }
    T copy = object.deepCopy();
    SecretRedaction.redactSecrets(copy);
    return copy;
  }

  /**
   * What comes of such a patch could not be shown without values.
   *
   * @throws ClusterFailure before anything is sent
   */
  void requireShown(ApiRequest.@Nullable Content patch) {
    if (this == WHOLE
        || patch == null
        || !patch.type().toLowerCase(Locale.ROOT).contains("json-patch")) {
      return;
    }
    JsonNode operations = RawRequestHandler.parse(patch.body().getBytes());
    if (operations == null || SecretPatch.takesValues(operations)) {
      throw new ClusterFailure(
          ClusterState.FAILED,
          ClusterError.of(ErrorCode.PERMISSION_DENIED, "NOT_PERMITTED", COPIES));
    }
  }

  /** The failure as it is shown: what is no answer as expected is quoted in its message. */
  ClusterFailure withoutQuotation(ClusterFailure failure) {
    return this == WHOLE ? failure : failure.withoutQuotation();
  }

  /**
   * The failure of a change as it is shown: API servers quote what was sent and what was there,
   * whole and in parts, and webhooks may.
   *
   * @param known an object or a patch
   */
  ClusterFailure withoutQuotation(ClusterFailure failure, Stream<JsonNode> known) {
    if (this == WHOLE) {
      return failure;
    }
    if (mayQuoteInParts(failure)) {
      return failure.withMessage(withoutMessage(failure));
    }
    ClusterFailure told = failure.withoutQuotation();
    String message =
        known
            .map(SecretValues::of)
            .reduce(told.error().message(), (text, values) -> values.hideIn(text), (a, b) -> b);
    return told.withMessage(message);
  }

  /** Bad requests, invalid objects, and fields that do not have the type of their schema. */
  static boolean mayQuoteInParts(ClusterFailure failure) {
    return failure.hasHttpStatus(400) || failure.hasHttpStatus(422) || failure.hasHttpStatus(500);
  }

  static String withoutMessage(ClusterFailure failure) {
    String fields = String.join(", ", failure.refusedFields());
    return "the API server answers HTTP %d %s%s: what it says of it may quote values of the Secret, and is not shown"
        .formatted(
            failure.error().httpStatus(),
            failure.error().reason(),
            fields.isEmpty() ? "" : " of " + fields);
  }
}

package io.fleetexecutor.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetexecutor.cluster.ApiResponse;
import io.fleetexecutor.cluster.ClusterFailure;
import io.fleetexecutor.cluster.ResponseHead;
import io.fleetexecutor.cluster.StatusFailures;
import io.fleetexecutor.cluster.json.StreamingJson;
import io.fleetexecutor.model.Operation.RawRequest;
import io.fleetexecutor.redaction.RedactedText;
import io.fleetexecutor.redaction.SecretPath;
import io.fleetexecutor.redaction.SecretValues;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What came back to a raw request, as it is shown.
 *
 * @param totalBytes of the whole answer
 * @param isWithheld whether nothing is shown since Secrets could not be taken out of it
 */
record RawAnswer(
    ResponseHead head, byte[] body, long totalBytes, boolean isTruncated, boolean isWithheld) {

  static RawAnswer whole(RawBody body) {
    return new RawAnswer(
        body.head(), body.bytes().getBytes(), body.readBytes(), body.isTruncated(), false);
  }

  /**
   * Without the values of Secrets, which are known by the path or by what they say of themselves.
   */
  static RawAnswer withoutSecrets(RawRequest raw, RawBody body, long maxBytes) {
    RawAnswer whole = whole(body);
    boolean ofSecrets = SecretPath.isOfSecrets(raw.path());
    if (!ofSecrets && !mentionsSecrets(whole.body)) {
      return whole;
    }
    Optional<byte[]> redacted = RedactedText.of(whole.body, ofSecrets);
    if (redacted.isEmpty()) {
      return ofSecrets || body.isTruncated() ? whole.withheld() : whole;
    }
    byte[] shown = redacted.get();
    return whole.with(
        ofSecrets && !body.head().isSuccess() ? refusal(raw, body.head(), shown) : shown, maxBytes);
  }

  /** As API servers write the kind; it saves to parse what is large. */
  private static boolean mentionsSecrets(byte[] body) {
    String text = new String(body, StandardCharsets.ISO_8859_1);
    return text.contains("\"Secret") || text.contains("\"TokenRequest\"");
  }

  /** It may quote what was sent, and what was there. */
  private static byte[] refusal(RawRequest raw, ResponseHead head, byte[] answer) {
    JsonNode status = RawRequestHandler.parse(answer);
    String text = new String(answer, StandardCharsets.UTF_8);
    ClusterFailure failure = StatusFailures.of(new ApiResponse(head, text));
    byte[] sent = new byte[raw.body().remaining()];
    raw.body().duplicate().get(sent);
    JsonNode secret = RawRequestHandler.parse(sent);
    // What cannot be read cannot be taken out of what quotes it.
    if (!Visibility.mayQuoteInParts(failure) && (secret != null || sent.length == 0)) {
      String told = secret == null ? text : SecretValues.of(secret).hideIn(text);
      return told.getBytes(StandardCharsets.UTF_8);
    }
    ObjectNode told = StreamingJson.MAPPER.createObjectNode();
    for (String field : List.of("kind", "apiVersion", "status", "reason", "code")) {
      if (status != null && status.path(field).isValueNode()) {
        told.set(field, status.get(field));
      }
    }
    return told.put("message", Visibility.withoutMessage(failure))
        .toString()
        .getBytes(StandardCharsets.UTF_8);
  }

  private RawAnswer with(byte[] shown, long maxBytes) {
    byte[] kept = shown.length <= maxBytes ? shown : Arrays.copyOf(shown, (int) maxBytes);
    return new RawAnswer(
        head,
        kept,
        totalBytes - body.length + shown.length,
        isTruncated || kept.length < shown.length,
        false);
  }

  private RawAnswer withheld() {
    return new RawAnswer(head, new byte[0], totalBytes, true, true);
  }
}

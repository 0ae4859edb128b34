package io.fleetexecutor.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetexecutor.cluster.ApiRequest;
import io.fleetexecutor.cluster.ApiResponse;
import io.fleetexecutor.cluster.ClusterFailure;
import io.fleetexecutor.cluster.Impersonation;
import io.fleetexecutor.cluster.SendListener;
import io.fleetexecutor.cluster.StatusFailures;
import io.fleetexecutor.cluster.json.StreamingJson;
import io.fleetexecutor.comparison.Fingerprints;
import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ClusterError;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.ErrorCode;
import io.fleetexecutor.model.Operation.RawRequest;
import io.fleetexecutor.model.Output;
import io.fleetexecutor.model.OutputPolicy.Format;
import io.fleetexecutor.redaction.SecretPath;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Sends any request, and keeps what comes back up to the cap. */
final class RawRequestHandler {
  private static final int ERROR_BYTES = 64 << 10;

  /** What is larger is compared byte by byte, and not as an object. */
  private static final int SMALL_BYTES = 1 << 20;

  private static final String WITHHELD =
      "the answer may hold Secrets, whose values are not shown, and is withheld since it is no"
          + " complete JSON: ask for JSON, and for no more than max_output_bytes (%,d)";

  private RawRequestHandler() {}

  static Uni<ClusterAnswer> run(OperationContext context, RawRequest raw) {
    ApiRequest request =
        new ApiRequest(
            raw.method(),
            uri(context, raw),
            "*/*",
            false,
            content(raw),
            !raw.isChange(),
            Impersonation.NONE);
    if (!context.showsSecrets() && SecretPath.isOfSecrets(raw.path())) {
      Visibility.WITHOUT_VALUES.requireShown(request.content());
    }
    long maxBytes = context.outputPolicy().maxOutputBytes();
    Uni<RawBody> answer =
        context.spec().isChange()
            ? new ChangeRequest(context, request)
                .exchange(head -> new RawBody(head, maxBytes), RawBody::head)
            : context
                .server()
                .exchange(request, head -> new RawBody(head, maxBytes), SendListener.NONE);
    return answer
        .map(
            body ->
                context.showsSecrets()
                    ? RawAnswer.whole(body)
                    : RawAnswer.withoutSecrets(raw, body, maxBytes))
        .map(shown -> answer(context, raw, shown));
  }

  private static String uri(OperationContext context, RawRequest raw) {
    if (!raw.isChange() || !context.dryRun()) {
      return raw.path();
    }
    return raw.path() + (raw.path().indexOf('?') < 0 ? "?" : "&") + "dryRun=All";
  }

  private static ApiRequest.@Nullable Content content(RawRequest raw) {
    ByteBuffer body = raw.body().duplicate();
    if (!body.hasRemaining()) {
      return null;
    }
    byte[] bytes = new byte[body.remaining()];
    body.get(bytes);
    return new ApiRequest.Content(
        raw.contentType().isEmpty() ? ApiRequest.JSON : raw.contentType(), Buffer.buffer(bytes));
  }

  private static ClusterAnswer answer(OperationContext context, RawRequest raw, RawAnswer shown) {
    boolean changed = raw.isChange() && shown.head().isSuccess();
    ClusterAnswer answer =
        ClusterAnswer.succeeded(output(context, shown), shown.isTruncated(), shown.totalBytes())
            .withOutcome(changed, false);
    String withheld = WITHHELD.formatted(context.outputPolicy().maxOutputBytes());
    if (!shown.head().isSuccess()) {
      ClusterFailure failure =
          StatusFailures.of(
              new ApiResponse(shown.head(), shown.isWithheld() ? withheld : text(shown.body())));
      return answer.asFailure(failure.state(), failure.error());
    }
    if (shown.isWithheld()) {
      // What was changed is changed, whatever is told of it.
      return changed
          ? answer
          : answer.asFailure(
              ClusterState.FAILED,
              ClusterError.of(ErrorCode.FAILED_PRECONDITION, "SECRETS_WITHHELD", withheld));
    }
    review(context.review(), shown.body());
    return answer;
  }

  private static @Nullable Output output(OperationContext context, RawAnswer shown) {
    return context.outputPolicy().format() == Format.NONE
        ? null
        : new Output.RawResponse(
            shown.head().status(),
            shown.head().contentType(),
            ByteBuffer.wrap(shown.body()).asReadOnlyBuffer());
  }

  private static String text(byte[] body) {
    return new String(body, 0, Math.min(body.length, ERROR_BYTES), StandardCharsets.UTF_8);
  }

  private static void review(Review review, byte[] body) {
    JsonNode json = review.needsObjects() || body.length <= SMALL_BYTES ? parse(body) : null;
    if (json == null) {
      review.compare(Fingerprints.ofText(new String(body, StandardCharsets.UTF_8)));
    } else {
      review.look(null, json);
    }
  }

  /** Null where it is text, or anything else. */
  static @Nullable JsonNode parse(byte[] body) {
    try {
      JsonNode json = StreamingJson.MAPPER.readTree(body);
      return json != null && json.isContainerNode() ? json : null;
    } catch (IOException e) {
      return null;
    }
  }
}

package io.fleetexecutor.api;

import io.fleetexecutor.model.Manifest;
import io.fleetexecutor.model.Operation;
import io.fleetexecutor.model.Operation.ApplyManifests;
import io.fleetexecutor.model.Operation.PatchResource;
import io.fleetexecutor.model.Operation.RawRequest;
import io.fleetexecutor.redaction.RedactedText;
import io.fleetexecutor.redaction.SecretPath;
import io.fleetexecutor.redaction.SecretRedaction;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What callers sent, without the values of Secrets in it; only to be told, never to be run. */
final class SpecRedaction {
  /** For what cannot be read, and so may hold anything. */
  private static final String WITHHELD = "# " + SecretRedaction.REDACTED;

  private SpecRedaction() {}

  /** The same instance where there is nothing to hide. */
  static Operation redact(Operation operation) {
    return switch (operation) {
      case ApplyManifests apply when !apply.source().isEmpty() -> redact(apply);
      case PatchResource patch when isOfSecret(patch) -> redact(patch);
      case RawRequest raw when raw.body().hasRemaining() -> redact(raw);
      default -> operation;
    };
  }

  /** With a Secret in them, all manifests are told as JSON: a comment could repeat a value. */
  private static Operation redact(ApplyManifests apply) {
    if (apply.manifests().isEmpty()) {
      return withSource(apply, WITHHELD);
    }
    boolean hidden = false;
    List<String> told = new ArrayList<>();
    for (Manifest manifest : apply.manifests()) {
      String redacted = redact(manifest);
      hidden |= !redacted.equals(manifest.json());
      told.add(redacted);
    }
    return hidden ? withSource(apply, String.join("\n---\n", told)) : apply;
  }

  private static String redact(Manifest manifest) {
    boolean isSecret = SecretRedaction.isSecret(manifest.apiVersion(), manifest.kind());
    return redact(manifest.json(), isSecret);
  }

  private static String redact(String json, boolean isSecret) {
    return RedactedText.of(json.getBytes(StandardCharsets.UTF_8), isSecret)
        .map(redacted -> new String(redacted, StandardCharsets.UTF_8))
        .orElse(WITHHELD);
  }

  private static ApplyManifests withSource(ApplyManifests apply, String source) {
    return new ApplyManifests(
        source,
        List.of(),
        apply.fieldManager(),
        apply.forceConflicts(),
        apply.awaitReady(),
        apply.namespace());
  }

  private static boolean isOfSecret(PatchResource patch) {
    return !patch.source().isEmpty()
        && SecretRedaction.isSecret(patch.ref().apiVersion(), patch.ref().kind());
  }

  private static Operation redact(PatchResource patch) {
    String told = patch.json().isEmpty() ? WITHHELD : redact(patch.json(), true);
    return new PatchResource(patch.ref(), patch.type(), told, "", patch.fieldManager());
  }

  private static Operation redact(RawRequest raw) {
    byte[] body = new byte[raw.body().remaining()];
    raw.body().duplicate().get(body);
    boolean ofSecrets = SecretPath.isOfSecrets(raw.path());
    byte[] unread = ofSecrets ? WITHHELD.getBytes(StandardCharsets.UTF_8) : body;
    byte[] told = RedactedText.of(body, ofSecrets).orElse(unread);
    return told == body
        ? raw
        : new RawRequest(
            raw.method(), raw.path(), raw.contentType(), ByteBuffer.wrap(told).asReadOnlyBuffer());
  }
}

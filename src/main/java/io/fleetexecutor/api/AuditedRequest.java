package io.fleetexecutor.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.util.JsonFormat;
import io.fleetexecutor.v1.ClusterOperation;
import io.fleetexecutor.v1.ExecuteRequest;
import io.fleetexecutor.v1.ExecutionSpec;
import io.fleetexecutor.v1.PlanExecutionRequest;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A request as it is put on record: without manifests, patches and bodies. However large it is, the
 * operation and the reason are there. One that changes nothing takes little of the disk.
 *
 * @param whole for when it has arrived as a whole and is not refused
 * @param brief for when not
 * @param hasContents whether something was left out that is nobody's business
 */
record AuditedRequest(ObjectNode whole, ObjectNode brief, boolean hasContents) {
  private static final ObjectMapper JSON = new ObjectMapper();
  // Larger than any request but those with very many names; no text of one that is not refused is
  // longer.
  private static final Extent WHOLE = new Extent(64 << 10, ReadingReader.LONGEST_SELECTOR, 100);
  private static final Extent BRIEF = new Extent(4 << 10, 512, 10);

  /** How much is told of what is larger than {@code bytes}. */
  private record Extent(int bytes, int longestText, int mostElements) {}

  static AuditedRequest of(Message request) {
    Message harmless = withSpec(request, AuditedRequest::withoutContents);
    ObjectNode brief = json(harmless, BRIEF);
    boolean hasMore =
        request instanceof ExecuteRequest && harmless.getSerializedSize() > BRIEF.bytes();
    return new AuditedRequest(
        hasMore ? json(harmless, WHOLE) : brief,
        brief,
        harmless.getSerializedSize() < request.getSerializedSize());
  }

  private static ObjectNode json(Message harmless, Extent extent) {
    int size = harmless.getSerializedSize();
    return size > extent.bytes()
        ? json(cut(withSpec(harmless, AuditedRequest::essence), extent))
            .put("truncated_bytes", size)
        : json(harmless);
  }

  private static ObjectNode json(Message message) {
    try {
      return (ObjectNode)
          JSON.readTree(JsonFormat.printer().omittingInsignificantWhitespace().print(message));
    } catch (InvalidProtocolBufferException
        | JsonProcessingException
        | IllegalArgumentException e) {
      // Such as a duration that is none: the call is refused, and on record all the same.
      return JSON.createObjectNode()
          .put("text", TextFormat.printer().emittingSingleLine(true).printToString(message));
    }
  }

  private static Message withSpec(Message request, UnaryOperator<ExecutionSpec> change) {
    return switch (request) {
      case ExecuteRequest execute when execute.hasSpec() ->
          execute.toBuilder().setSpec(change.apply(execute.getSpec())).build();
      case PlanExecutionRequest plan when plan.hasSpec() ->
          plan.toBuilder().setSpec(change.apply(plan.getSpec())).build();
      default -> request;
    };
  }

  private static ExecutionSpec withoutContents(ExecutionSpec spec) {
    ClusterOperation.Builder operation = spec.getOperation().toBuilder();
    switch (operation.getKindCase()) {
      case APPLY_MANIFESTS -> operation.getApplyManifestsBuilder().clearManifests();
      case PATCH_RESOURCE -> operation.getPatchResourceBuilder().clearPatch();
      case RAW_REQUEST -> operation.getRawRequestBuilder().clearBody();
      default -> {
        // Nothing in it but names.
      }
    }
    return spec.toBuilder().setOperation(operation).build();
  }

  /** What is done, and why; where, the record of the execution tells. */
  private static ExecutionSpec essence(ExecutionSpec spec) {
    return ExecutionSpec.newBuilder()
        .setOperation(spec.getOperation())
        .setDryRun(spec.getDryRun())
        .setDisplayName(spec.getDisplayName())
        .setReason(spec.getReason())
        .build();
  }

  /** The beginning of each text and each list. */
  private static Message cut(Message message, Extent extent) {
    Message.Builder cut =
        message.toBuilder().setUnknownFields(UnknownFieldSet.getDefaultInstance());
    message
        .getAllFields()
        .forEach(
            (field, value) ->
                cut.setField(
                    field,
                    field.isRepeated()
                        ? ((List<?>) value)
                            .stream()
                                .limit(extent.mostElements())
                                .map(element -> cut(field, element, extent))
                                .toList()
                        : cut(field, value, extent)));
    return cut.build();
  }

  private static Object cut(FieldDescriptor field, Object value, Extent extent) {
    return switch (field.getJavaType()) {
      case STRING -> beginning((String) value, extent.longestText());
      case MESSAGE -> cut((Message) value, extent);
      default -> value;
    };
  }

  private static String beginning(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    boolean isWithinCharacter = Character.isHighSurrogate(text.charAt(longest - 1));
    return text.substring(0, isWithinCharacter ? longest - 1 : longest) + "…";
  }
}

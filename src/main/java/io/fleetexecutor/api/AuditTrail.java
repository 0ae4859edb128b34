package io.fleetexecutor.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.TextFormat;
import com.google.protobuf.util.JsonFormat;
import io.fleetexecutor.audit.Audit;
import io.fleetexecutor.v1.ClusterOperation;
import io.fleetexecutor.v1.ExecuteRequest;
import io.fleetexecutor.v1.ExecuteResponse;
import io.fleetexecutor.v1.ExecutionSpec;
import io.fleetexecutor.v1.PlanExecutionRequest;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Puts every call on record when it ends, however it does. */
public record AuditTrail(Audit audit) implements ServerInterceptor {
  private static final ObjectMapper JSON = new ObjectMapper();
  // Larger than any request but those with very many names.
  private static final int MOST_BYTES = 64 << 10;

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    if (!audit.isOn()) {
      return next.startCall(call, headers);
    }
    var ending = new Ending(CallOrigin.current(), call.getMethodDescriptor().getBareMethodName());
    return new SimpleForwardingServerCallListener<>(
        next.startCall(
            new SimpleForwardingServerCall<>(call) {
              @Override
              public void sendMessage(R message) {
                ending.sent(message);
                super.sendMessage(message);
              }

              @Override
              public void close(Status status, Metadata trailers) {
                ending.end(status);
                super.close(status, trailers);
              }
            },
            headers)) {
      @Override
      public void onMessage(Q message) {
        ending.received(message);
        super.onMessage(message);
      }

      @Override
      public void onComplete() {
        // Nothing is told twice: the message was not even a request.
        ending.end(Status.INTERNAL);
        super.onComplete();
      }

      @Override
      public void onCancel() {
        ending.end(Status.CANCELLED);
        super.onCancel();
      }
    };
  }

  /** What is known of a call, told once. */
  private final class Ending {
    private final CallOrigin origin;
    private final String method;
    private final AtomicBoolean told = new AtomicBoolean();
    private volatile @Nullable JsonNode request;
    private volatile boolean hasContents;
    private volatile String execution = "";

    Ending(CallOrigin origin, @Nullable String method) {
      this.origin = origin;
      this.method = Objects.requireNonNullElse(method, "");
    }

    void received(Object message) {
      request = json(message);
      hasContents =
          message instanceof Message sent
              && harmless(sent).getSerializedSize() < sent.getSerializedSize();
    }

    void sent(Object message) {
      if (execution.isEmpty() && message instanceof ExecuteResponse response) {
        execution = response.getEvent().getExecution();
      }
    }

    /** What is wrong with a manifest is told with what is in it. */
    private String description(Status status) {
      return hasContents && status.getCode() == Status.Code.INVALID_ARGUMENT
          ? ""
          : Objects.requireNonNullElse(status.getDescription(), "");
    }

    void end(Status status) {
      if (told.compareAndSet(false, true)) {
        audit.ended(
            new Audit.Call(
                origin.caller(),
                origin.address(),
                origin.agent(),
                method,
                request,
                execution,
                status.getCode().name(),
                description(status)));
      }
    }
  }

  static @Nullable JsonNode json(Object request) {
    if (!(request instanceof Message message)) {
      return null;
    }
    Message harmless = harmless(message);
    if (harmless.getSerializedSize() > MOST_BYTES) {
      return JSON.createObjectNode().put("truncated_bytes", harmless.getSerializedSize());
    }
    try {
      return JSON.readTree(JsonFormat.printer().omittingInsignificantWhitespace().print(harmless));
    } catch (InvalidProtocolBufferException
        | JsonProcessingException
        | IllegalArgumentException e) {
      // Such as a duration that is none: the call is refused, and on record all the same.
      return JSON.createObjectNode()
          .put("text", TextFormat.printer().emittingSingleLine(true).printToString(harmless));
    }
  }

  private static Message harmless(Message request) {
    return switch (request) {
      case ExecuteRequest execute when execute.hasSpec() ->
          execute.toBuilder().setSpec(harmless(execute.getSpec())).build();
      case PlanExecutionRequest plan when plan.hasSpec() ->
          plan.toBuilder().setSpec(harmless(plan.getSpec())).build();
      default -> request;
    };
  }

  private static ExecutionSpec harmless(ExecutionSpec spec) {
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
}

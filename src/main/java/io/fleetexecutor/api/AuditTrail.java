package io.fleetexecutor.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.Message;
import io.fleetexecutor.audit.Audit;
import io.fleetexecutor.v1.ExecuteResponse;
import io.fleetexecutor.v1.FleetExecutorGrpc;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Puts every call on record when it ends, however it does. A command that is under way ends when it
 * has been carried out, whether or not its client waits for that.
 */
public record AuditTrail(Audit audit) implements ServerInterceptor {
  private static final Set<MethodDescriptor<?, ?>> COMMANDS =
      Set.of(
          FleetExecutorGrpc.getCancelExecutionMethod(),
          FleetExecutorGrpc.getPauseExecutionMethod(),
          FleetExecutorGrpc.getResumeExecutionMethod());

  @Override
  public <Q, R> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
    if (!audit.isOn()) {
      return next.startCall(call, headers);
    }
    var ending = new Ending(CallOrigin.current(), call.getMethodDescriptor().getBareMethodName());
    boolean isCommand = COMMANDS.contains(call.getMethodDescriptor());
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
      private boolean isCarriedOut;

      @Override
      public void onMessage(Q message) {
        ending.received(message);
        super.onMessage(message);
      }

      @Override
      public void onHalfClose() {
        isCarriedOut = isCommand;
        ending.arrived();
        super.onHalfClose();
      }

      @Override
      public void onComplete() {
        // Nothing is told twice: the message was not even a request.
        ending.end(Status.INTERNAL);
        super.onComplete();
      }

      @Override
      public void onCancel() {
        if (!isCarriedOut) {
          ending.end(Status.CANCELLED);
        }
        super.onCancel();
      }
    };
  }

  /** What is known of a call, told once. */
  private final class Ending {
    private final CallOrigin origin;
    private final String method;
    private final AtomicBoolean told = new AtomicBoolean();
    private volatile @Nullable AuditedRequest request;
    private volatile boolean hasArrived;
    private volatile String execution = "";

    Ending(CallOrigin origin, @Nullable String method) {
      this.origin = origin;
      this.method = Objects.requireNonNullElse(method, "");
    }

    void received(Object message) {
      if (message instanceof Message sent) {
        request = AuditedRequest.of(sent);
      }
    }

    /** Whatever is refused for its caller or its contents is so from then on. */
    void arrived() {
      hasArrived = true;
    }

    void sent(Object message) {
      if (execution.isEmpty() && message instanceof ExecuteResponse response) {
        execution = response.getEvent().getExecution();
      }
    }

    /** What is wrong with a manifest is told with what is in it. */
    private String description(Status status, @Nullable AuditedRequest received) {
      return received != null
              && received.hasContents()
              && status.getCode() == Status.Code.INVALID_ARGUMENT
          ? ""
          : Objects.requireNonNullElse(status.getDescription(), "");
    }

    private ObjectNode shown(AuditedRequest received, Status status) {
      boolean isRefused = !status.isOk() && status.getCode() != Status.Code.CANCELLED;
      return hasArrived && !isRefused ? received.whole() : received.brief();
    }

    void end(Status status) {
      AuditedRequest received = request;
      if (told.compareAndSet(false, true)) {
        audit.ended(
            new Audit.Call(
                origin.caller(),
                origin.address(),
                origin.agent(),
                method,
                received == null ? null : shown(received, status),
                execution,
                status.getCode().name(),
                description(status, received)));
      }
    }
  }
}

package io.fleetexecutor.cluster;

import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ClusterError;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.ErrorCode;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a cluster gave no usable answer, in the words of the model. */
public final class ClusterFailure extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient ClusterState state;
  private final transient ClusterError error;
  private final transient List<String> refusedFields;

  public ClusterFailure(ClusterState state, ClusterError error) {
    this(state, error, List.of());
  }

  ClusterFailure(ClusterState state, ClusterError error, List<String> refusedFields) {
    super(error.message(), null, false, false);
    this.state = state;
    this.error = error;
    this.refusedFields = refusedFields;
  }

  static ClusterFailure of(ClusterState state, ErrorCode code, String reason, String message) {
    return new ClusterFailure(state, ClusterError.of(code, reason, message));
  }

  /** An answer that no Kubernetes API server would give. */
  public static ClusterFailure unexpectedAnswer(String message, @Nullable Integer httpStatus) {
    return new ClusterFailure(
        ClusterState.FAILED,
        new ClusterError(ErrorCode.UNKNOWN, "UNEXPECTED_ANSWER", message, httpStatus));
  }

  ClusterFailure withRetryAfter(@Nullable Duration asked) {
    return new ClusterFailure(state, error.withRetryAfter(asked), refusedFields);
  }

  /** The same in other words. */
  public ClusterFailure withMessage(String message) {
    return new ClusterFailure(
        state,
        new ClusterError(
            error.code(), error.reason(), message, error.httpStatus(), error.retryAfter()),
        refusedFields);
  }

  /** The same without what it quotes of an answer that is no object of Kubernetes. */
  public ClusterFailure withoutQuotation() {
    boolean quotes =
        error.reason().equals("UNEXPECTED_ANSWER") || error.message().startsWith("HTTP ");
    int quotation = error.message().indexOf(": ");
    return quotes && quotation >= 0
        ? withMessage(
            error.message().substring(0, quotation) + " (it may hold Secrets, and is not shown)")
        : this;
  }

  public ClusterState state() {
    return state;
  }

  public ClusterError error() {
    return error;
  }

  /** What an API server refuses, and its reason, as {@code data[a] (FieldValueInvalid)}. */
  public List<String> refusedFields() {
    return refusedFields;
  }

  public boolean hasHttpStatus(int status) {
    Integer answered = error.httpStatus();
    return answered != null && answered == status;
  }

  /** Whether the API server answered, and with its answer says that nothing was done. */
  public boolean isRefusal() {
    Integer status = error.httpStatus();
    return status != null && ResponseHead.isRefusal(status);
  }

  /** Whether the same request may well succeed a little later. */
  public boolean mayPass() {
    Integer status = error.httpStatus();
    return status == null
        ? state == ClusterState.UNREACHABLE
        : status >= 500 || status == 429 || status == 410;
  }

  public ClusterAnswer toAnswer() {
    return ClusterAnswer.failed(state, error);
  }
}

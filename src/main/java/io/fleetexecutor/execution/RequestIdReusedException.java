package io.fleetexecutor.execution;

/** The request id belongs to an execution that another request started; nothing was started. */
public final class RequestIdReusedException extends RuntimeException {

  /**
   * @param executionId empty: that is nobody's business
   */
  RequestIdReusedException(String requestId, String executionId) {
    super(
        executionId.isEmpty()
            ? "request_id %s is somebody else's; use a new one".formatted(requestId)
            : "request_id %s started execution %s, with another spec; use a new one"
                .formatted(requestId, executionId));
  }
}

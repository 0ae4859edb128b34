package io.fleetexecutor.execution;

/** The request id belongs to an execution that another request started; nothing was started. */
public final class RequestIdReusedException extends RuntimeException {
  RequestIdReusedException(String requestId, String executionId) {
    super(
        "request_id %s started execution %s, with another spec; use a new one"
            .formatted(requestId, executionId));
  }
}

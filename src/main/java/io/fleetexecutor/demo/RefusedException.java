package io.fleetexecutor.demo;

import io.fabric8.kubernetes.api.model.Status;

/** Ends a request with the Status that an API server would answer. */
final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Status status;

  RefusedException(Status status) {
    // An answer rather than a defect: no stack trace.
    super(status.getMessage(), null, false, false);
    this.status = status;
  }

  Status status() {
    return status;
  }
}

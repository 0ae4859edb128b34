package io.fleetexecutor.api;

import io.fleetexecutor.access.Grants;
import io.fleetexecutor.execution.StartRequest;
import io.fleetexecutor.execution.StartRequest.NewSpec;
import io.fleetexecutor.execution.StartRequest.Retry;
import io.fleetexecutor.execution.StartRequest.Source;
import io.fleetexecutor.limit.CallerKey;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.v1.ClusterResult.State;
import io.fleetexecutor.v1.ExecuteRequest;
import io.fleetexecutor.v1.ExecuteRequest.DisconnectAction;
import io.fleetexecutor.v1.RetrySource;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads what is to be executed. */
final class ExecuteReader {
  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private final Violations violations;
  private final long maxOutputBytes;

  ExecuteReader(Violations violations, long maxOutputBytes) {
    this.violations = violations;
    this.maxOutputBytes = maxOutputBytes;
  }

  /**
   * @param endsWithCall whether the execution is to end when the call does
   */
  record Execute(StartRequest start, RequestReader.Stream stream, boolean endsWithCall) {}

  Execute read(ExecuteRequest request, Grants grants, CallerKey caller) {
    violations.check(
        request.getDisconnectAction() != DisconnectAction.UNRECOGNIZED,
        "disconnect_action",
        "is %d, must be DISCONNECT_ACTION_CANCEL, DISCONNECT_ACTION_CONTINUE or unset"
            .formatted(request.getDisconnectActionValue()));
    violations.check(
        request.getRequestId().isEmpty() || UUID.matcher(request.getRequestId()).matches(),
        "request_id",
        "is %s, must be a UUID as 3f2a1c9e-5b7d-4e8f-9a0b-1c2d3e4f5a6b, or empty"
            .formatted(Violations.quote(request.getRequestId())));
    RequestReader.Stream stream = RequestReader.stream(request.getStreamOptions(), violations);
    return new Execute(
        new StartRequest(
            source(request),
            request.getRequestId().toLowerCase(Locale.ROOT),
            Fingerprint.of(request, grants.caller()),
            grants,
            caller),
        stream,
        request.getDisconnectAction() != DisconnectAction.DISCONNECT_ACTION_CONTINUE);
  }

  private Source source(ExecuteRequest request) {
    return switch (request.getSourceCase()) {
      case SPEC -> new NewSpec(new SpecReader(violations, maxOutputBytes).read(request.getSpec()));
      case RETRY -> retry(request.getRetry());
      case SOURCE_NOT_SET -> {
        violations.add("spec", "is required, or retry instead");
        throw violations.asException();
      }
    };
  }

  private Retry retry(RetrySource retry) {
    Set<ClusterState> states = EnumSet.noneOf(ClusterState.class);
    for (int i = 0; i < retry.getStatesCount(); i++) {
      state(retry.getStates(i), retry.getStatesValue(i), "retry.states[%d]".formatted(i), states);
    }
    if (retry.getStatesCount() == 0) {
      states.addAll(EnumSet.complementOf(EnumSet.of(ClusterState.SUCCEEDED)));
    }
    return new Retry(
        Names.executionId(retry.getExecution(), "retry.execution", violations), states);
  }

  private void state(State state, int number, String field, Set<ClusterState> states) {
    List<ClusterState> known =
        Arrays.stream(ClusterState.values())
            .filter(each -> ("STATE_" + each).equals(state.name()))
            .toList();
    violations.check(
        !known.isEmpty(),
        field,
        "is %s, must be a final state: %s"
            .formatted(
                state == State.UNRECOGNIZED ? number : state.name(),
                Arrays.stream(ClusterState.values())
                    .map(each -> "STATE_" + each)
                    .collect(Collectors.joining(", "))));
    states.addAll(known);
  }
}

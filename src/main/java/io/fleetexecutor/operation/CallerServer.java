package io.fleetexecutor.operation;

import io.fleetexecutor.access.Clearance;
import io.fleetexecutor.cluster.ApiRequest;
import io.fleetexecutor.cluster.ApiResponse;
import io.fleetexecutor.cluster.ApiServer;
import io.fleetexecutor.cluster.BodyReader;
import io.fleetexecutor.cluster.ClusterFailure;
import io.fleetexecutor.cluster.Impersonation;
import io.fleetexecutor.cluster.ResponseHead;
import io.fleetexecutor.cluster.SendListener;
import io.fleetexecutor.model.Caller;
import io.fleetexecutor.model.ClusterError;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.ErrorCode;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One cluster's API server, as the caller of an execution may use it: what is not permitted is not
 * sent, and what is sent may be in the caller's name.
 *
 * @param server what is asked of it otherwise is nobody's business, as the kinds that it has
 */
record CallerServer(ApiServer server, Clearance clearance, Impersonation as) {
  // What comes through a header as it is.
  private static final Pattern NAME = Pattern.compile("[!-~]([ -~]*[!-~])?");

  /**
   * @throws ClusterFailure where requests are to be in the caller's name, and cannot be
   */
  static CallerServer of(ApiServer server, Clearance clearance, boolean impersonates) {
    return new CallerServer(
        server, clearance, impersonates ? inNameOf(clearance.caller()) : Impersonation.NONE);
  }

  private static Impersonation inNameOf(Caller caller) {
    List<String> names = Stream.concat(Stream.of(caller.name()), caller.groups().stream()).toList();
    if (!names.stream()
        .allMatch(name -> NAME.matcher(name).matches() && !Caller.isReserved(name))) {
      throw refused(
          "IMPERSONATION_NOT_POSSIBLE",
          ("requests cannot be made in the name of \"%s\": it, or one of its groups, is empty, has"
                  + " other characters than printable ASCII, or begins with \"system:\"")
              .formatted(caller.name()));
    }
    return new Impersonation(caller.name(), caller.uid(), caller.groups(), Map.of());
  }

  private static ClusterFailure refused(String reason, String message) {
    return new ClusterFailure(
        ClusterState.FAILED, ClusterError.of(ErrorCode.PERMISSION_DENIED, reason, message));
  }

  <T> Uni<T> send(ApiRequest request, Supplier<? extends BodyReader<T>> reader) {
    return send(request, reader, SendListener.NONE);
  }

  <T> Uni<T> send(
      ApiRequest request, Supplier<? extends BodyReader<T>> reader, SendListener listener) {
    return permitted(request).chain(own -> server.send(own, reader, listener));
  }

  <T> Uni<T> send(
      ApiRequest request, Supplier<? extends BodyReader<T>> reader, CompletionStage<Void> turn) {
    return permitted(request).chain(own -> server.send(own, reader, turn));
  }

  <T> Uni<T> exchange(
      ApiRequest request, Function<ResponseHead, BodyReader<T>> readers, SendListener listener) {
    return permitted(request).chain(own -> server.exchange(own, readers, listener));
  }

  Uni<ApiResponse> probe(ApiRequest request) {
    return permitted(request).chain(server::probe);
  }

  private Uni<ApiRequest> permitted(ApiRequest request) {
    return Uni.createFrom()
        .item(
            () -> {
              String refusal = clearance.refusal(request.uri());
              if (refusal != null) {
                throw refused("NOT_PERMITTED", refusal);
              }
              return request.as(as);
            });
  }
}

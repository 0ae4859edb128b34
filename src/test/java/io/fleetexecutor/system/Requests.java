package io.fleetexecutor.system;

import com.google.protobuf.util.Durations;
import io.fleetexecutor.v1.CheckHealth;
import io.fleetexecutor.v1.ClusterOperation;
import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.ClusterSelector;
import io.fleetexecutor.v1.CountOrPercent;
import io.fleetexecutor.v1.ExecuteRequest;
import io.fleetexecutor.v1.ExecuteRequest.DisconnectAction;
import io.fleetexecutor.v1.GetResource;
import io.fleetexecutor.v1.ListResources;
import io.fleetexecutor.v1.OutputPolicy;
import io.fleetexecutor.v1.OutputPolicy.Format;
import io.fleetexecutor.v1.ResourceRef;
import io.fleetexecutor.v1.RetrySource;
import io.fleetexecutor.v1.Wave;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Builds requests of Execute, step by step; without a selection they take every cluster. */
record Requests(ExecuteRequest build) {

  static Requests of(ClusterOperation operation) {
    var request = ExecuteRequest.newBuilder();
    request.getSpecBuilder().setOperation(operation).getClusterSelectorBuilder();
    return new Requests(request.build());
  }

  static Requests checkHealth() {
    return of(
        ClusterOperation.newBuilder().setCheckHealth(CheckHealth.getDefaultInstance()).build());
  }

  static Requests list(String kind) {
    return list(ListResources.newBuilder().setKind(kind));
  }

  static Requests list(ListResources.Builder list) {
    return of(ClusterOperation.newBuilder().setListResources(list).build());
  }

  static Requests get(String kind, String namespace, String name) {
    var ref =
        ResourceRef.newBuilder().setKind(kind).setNamespace(namespace).setObjectName(name).build();
    return of(
        ClusterOperation.newBuilder().setGetResource(GetResource.newBuilder().setRef(ref)).build());
  }

  /**
   * @param states none: the default
   */
  static Requests retry(String execution, ClusterResult.State... states) {
    var source =
        RetrySource.newBuilder().setExecution(execution).addAllStates(List.of(states)).build();
    return new Requests(ExecuteRequest.newBuilder().setRetry(source).build());
  }

  Requests except(List<String> clusters) {
    var request = build.toBuilder();
    request.getSpecBuilder().getClusterSelectorBuilder().addAllExcludedNames(clusters);
    return new Requests(request.build());
  }

  Requests on(String... clusters) {
    var request = build.toBuilder();
    request
        .getSpecBuilder()
        .setClusterSelector(ClusterSelector.newBuilder().addAllNames(List.of(clusters)));
    return new Requests(request.build());
  }

  Requests attemptTimeout(Duration timeout) {
    var request = build.toBuilder();
    request
        .getSpecBuilder()
        .getRolloutPolicyBuilder()
        .setAttemptTimeout(Durations.fromMillis(timeout.toMillis()));
    return new Requests(request.build());
  }

  Requests clusterTimeout(Duration timeout) {
    var request = build.toBuilder();
    request
        .getSpecBuilder()
        .getRolloutPolicyBuilder()
        .setClusterTimeout(Durations.fromMillis(timeout.toMillis()));
    return new Requests(request.build());
  }

  Requests dryRun() {
    var request = build.toBuilder();
    request.getSpecBuilder().setDryRun(true);
    return new Requests(request.build());
  }

  Requests expecting(String... expectations) {
    var request = build.toBuilder();
    request.getSpecBuilder().addAllExpectations(List.of(expectations));
    return new Requests(request.build());
  }

  Requests oneAfterTheOther() {
    return parallel(1);
  }

  Requests parallel(int clusters) {
    var request = build.toBuilder();
    request
        .getSpecBuilder()
        .getRolloutPolicyBuilder()
        .setMaxParallelClusters(CountOrPercent.newBuilder().setCount(clusters));
    return new Requests(request.build());
  }

  Requests waves(Wave... waves) {
    var request = build.toBuilder();
    request.getSpecBuilder().getRolloutPolicyBuilder().addAllWaves(List.of(waves));
    return new Requests(request.build());
  }

  Requests displayName(String name) {
    var request = build.toBuilder();
    request.getSpecBuilder().setDisplayName(name);
    return new Requests(request.build());
  }

  Requests id(UUID requestId) {
    return new Requests(build.toBuilder().setRequestId(requestId.toString()).build());
  }

  Requests onDisconnect(DisconnectAction action) {
    return new Requests(build.toBuilder().setDisconnectAction(action).build());
  }

  Requests as(Format format) {
    return output(output().setFormat(format));
  }

  Requests projecting(String projection) {
    return output(output().setProjection(projection));
  }

  Requests fingerprint(String expression) {
    return output(output().setFingerprintExpression(expression));
  }

  Requests atMost(long outputBytes) {
    return output(output().setMaxOutputBytes(outputBytes));
  }

  private OutputPolicy.Builder output() {
    return build.getSpec().getOutputPolicy().toBuilder();
  }

  private Requests output(OutputPolicy.Builder policy) {
    var request = build.toBuilder();
    request.getSpecBuilder().setOutputPolicy(policy);
    return new Requests(request.build());
  }
}

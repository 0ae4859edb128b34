package io.fleetexecutor.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetexecutor.manifest.ManifestException;
import io.fleetexecutor.manifest.Manifests;
import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ClusterSelector;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.ExecutionSpec;
import io.fleetexecutor.model.Operation;
import io.fleetexecutor.model.Operation.ApplyManifests;
import io.fleetexecutor.model.Operation.PatchType;
import io.fleetexecutor.model.Operation.PropagationPolicy;
import io.fleetexecutor.model.Output;
import io.fleetexecutor.model.OutputPolicy;
import io.fleetexecutor.model.OutputPolicy.Format;
import io.fleetexecutor.model.ResourceRef;
import io.fleetexecutor.model.RolloutPolicy;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** A namespace of its own in the real API server that has controllers and a node. */
final class RealNamespace implements AutoCloseable {
  static final String CLUSTER = "cluster-1";
  private static final OutputPolicy OBJECTS = new OutputPolicy(Format.OBJECTS, 4 << 20);
  private static final ObjectMapper JSON = new ObjectMapper();

  final Fleet fleet;
  final String name = "fleet-test-" + UUID.randomUUID();

  RealNamespace() {
    this.fleet = Fleet.ofKubeconfig(Path.of(System.getenv(RealCluster.KUBECONFIG)));
    succeed(apply("{apiVersion: v1, kind: Namespace, metadata: {name: %s}}".formatted(name)));
  }

  ClusterAnswer run(Operation operation) {
    return fleet.run(CLUSTER, operation, OBJECTS);
  }

  ClusterAnswer dryRun(Operation operation) {
    return fleet.run(CLUSTER, spec(operation, OBJECTS, true));
  }

  ClusterAnswer run(Operation operation, OutputPolicy policy, String... expectations) {
    return fleet.run(CLUSTER, spec(operation, policy, false, expectations));
  }

  private static ExecutionSpec spec(
      Operation operation, OutputPolicy policy, boolean dryRun, String... expectations) {
    return new ExecutionSpec(
        ClusterSelector.ALL,
        operation,
        RolloutPolicy.DEFAULT,
        policy,
        dryRun,
        List.of(expectations),
        "",
        "");
  }

  List<Output.KubernetesObject> succeed(Operation operation) {
    ClusterAnswer answer = run(operation);
    assertThat(answer.error()).isNull();
    assertThat(answer.state()).isEqualTo(ClusterState.SUCCEEDED);
    return objects(answer);
  }

  static List<Output.KubernetesObject> objects(ClusterAnswer answer) {
    return ((Output.KubernetesObjects) java.util.Objects.requireNonNull(answer.output())).objects();
  }

  static JsonNode json(Output.KubernetesObject object) {
    try {
      return JSON.readTree(object.json().toString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The object as it is now. */
  JsonNode get(String kind, String object) {
    return json(succeed(new Operation.GetResource(ref(kind, object))).getFirst());
  }

  ResourceRef ref(String kind, String object) {
    return new ResourceRef("", kind, name, object);
  }

  ApplyManifests apply(String yaml) {
    return apply(yaml, "test", false, false);
  }

  ApplyManifests apply(String yaml, String fieldManager, boolean force, boolean awaitReady) {
    try {
      return new ApplyManifests(yaml, Manifests.parse(yaml), fieldManager, force, awaitReady, name);
    } catch (ManifestException e) {
      throw new IllegalArgumentException(e);
    }
  }

  Operation patch(String kind, String object, PatchType type, String json) {
    return new Operation.PatchResource(ref(kind, object), type, json, json, "test");
  }

  Operation delete(String kind, String object, boolean allowMissing, boolean awaitDeleted) {
    return new Operation.DeleteResource(
        ref(kind, object), PropagationPolicy.BACKGROUND, allowMissing, awaitDeleted);
  }

  static Operation raw(String method, String path, String body) {
    return new Operation.RawRequest(
        method,
        path,
        body.isEmpty() ? "" : "application/json",
        ByteBuffer.wrap(body.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
  }

  static String configMap(String object, String key, String value) {
    return """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: %s}
        data: {%s: "%s"}
        """
        .formatted(object, key, value);
  }

  static String deployment(String object, int replicas, String image) {
    return """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: %1$s}
        spec:
          replicas: %2$d
          progressDeadlineSeconds: 5
          selector: {matchLabels: {app: %1$s}}
          template:
            metadata: {labels: {app: %1$s}}
            spec:
              containers: [{name: main, image: "%3$s"}]
        """
        .formatted(object, replicas, image);
  }

  @Override
  public void close() {
    run(
        new Operation.DeleteResource(
            new ResourceRef("v1", "Namespace", "", name),
            PropagationPolicy.BACKGROUND,
            true,
            false));
    fleet.close();
  }
}

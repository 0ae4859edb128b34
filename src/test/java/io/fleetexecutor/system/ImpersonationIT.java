package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.rpc.Code;
import io.fleetexecutor.v1.ClusterError;
import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.ClusterResult.State;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What clusters themselves permit callers, in whose name the service asks. */
@RealClusters
class ImpersonationIT {
  // The ports of this set are nobody's, not those of other sets' nodes either.
  private static final int SET = 7;
  private static final List<String> CLUSTERS = List.of("cluster-1", "cluster-2");
  private static final String CALLERS = "fleet-users";
  private static final String POLICY =
      """
      roles: {everything: [{permissions: ["*"]}]}
      bindings: [{role: everything, groups: [fleet-users]}]
      """;
  private static final String ROLES =
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: readers}
      rules: [{apiGroups: [""], resources: [pods, configmaps], verbs: [get, list]}]
      ---
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: writers}
      rules: [{apiGroups: [""], resources: [configmaps], verbs: [get, create, patch]}]
      ---
      """;
  private static final String READERS = "readers";
  private static final String WRITERS = "writers";
  // Without it nobody but who may do everything learns what kinds the cluster has.
  private static final String DISCOVERY =
      "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings/system:discovery";

  @TempDir static Path directory;
  static KubeClusters clusters;

  /** They share the clusters and the policy. */
  static KnownCallers impersonated;

  static KnownCallers notImpersonated;

  @BeforeAll
  static void start() throws Exception {
    clusters = KubeClusters.start(2, SET);
    notImpersonated = callers(clusters.kubeconfig(), false);
    setUp("cluster-1", binding(READERS, "User", "jane"));
    setUp("cluster-2", binding(READERS, "Group", READERS) + binding(WRITERS, "Group", WRITERS));
    impersonated = callers(clusters.kubeconfig(), true);
    for (String cluster : CLUSTERS) {
      await().until(() -> mayNotDiscover("jane", cluster));
    }
  }

  @AfterAll
  static void stop() throws Exception {
    for (AutoCloseable started : new AutoCloseable[] {impersonated, notImpersonated, clusters}) {
      if (started != null) {
        started.close();
      }
    }
  }

  private static KnownCallers callers(Path kubeconfig, boolean impersonates) throws Exception {
    return new KnownCallers(
        Files.createTempDirectory(directory, "callers"),
        POLICY,
        Map.of(
            "KUBECONFIG",
            kubeconfig.toString(),
            "FLEET_IMPERSONATE",
            Boolean.toString(impersonates)));
  }

  private static void setUp(String cluster, String bindings) {
    for (Requests change :
        List.of(ChangeRequests.apply(ROLES + bindings), ChangeRequests.raw("DELETE", DISCOVERY))) {
      succeeded(result(notImpersonated, "root", cluster, change));
    }
  }

  /** An API server learns of its own bindings a moment later, in the order of their changes. */
  private static boolean mayNotDiscover(String user, String cluster) {
    return ask(user, cluster, ChangeRequests.raw("GET", "/apis"))
        .getError()
        .getMessage()
        .contains("User \"%s\" cannot get path \"/apis\"".formatted(user));
  }

  private static String binding(String role, String kind, String name) {
    return """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: {name: %1$s}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: %1$s}
        subjects: [{apiGroup: rbac.authorization.k8s.io, kind: %2$s, name: %3$s}]
        ---
        """
        .formatted(role, kind, name);
  }

  @Test
  void aCallerMayDoInEachClusterWhatThatClusterPermitsThem() {
    succeeded(ask("jane", "cluster-1", Requests.list("pods")));
    assertForbidden(ask("jane", "cluster-2", Requests.list("pods")), "jane", "list", "pods");
    assertForbidden(ask("joe", "cluster-1", Requests.list("pods")), "joe", "list", "pods");
    assertForbidden(ask("joe", "cluster-2", Requests.list("pods")), "joe", "list", "pods");
  }

  @Test
  void theGroupsOfACallerCountInTheClusters() {
    succeeded(ask("joe", "cluster-2", Requests.list("pods"), READERS));
    assertForbidden(ask("joe", "cluster-1", Requests.list("pods"), READERS), "joe", "list", "pods");
  }

  @Test
  void withoutImpersonationEverybodyMayWhatTheServiceMay() {
    for (String cluster : CLUSTERS) {
      succeeded(result(notImpersonated, "joe", cluster, Requests.list("pods")));
    }
  }

  @Test
  void aClusterRefusesAChangeThatTheCallerMayNotMake() {
    Requests apply = ChangeRequests.of(ChangeRequests.manifests("default", configMap("refused")));

    // She may read what is there, and somebody else not even that.
    assertForbidden(ask("jane", "cluster-1", apply), "jane", "patch", "configmaps");
    assertForbidden(ask("joe", "cluster-1", apply), "joe", "get", "configmaps");

    assertThat(get("refused", "cluster-1").getError().getReason()).isEqualTo("NOT_FOUND");
  }

  @Test
  void aClusterTakesAChangeThatTheCallerMayMake() {
    Requests apply = ChangeRequests.of(ChangeRequests.manifests("default", configMap("taken")));

    succeeded(ask("joe", "cluster-2", apply, WRITERS));

    succeeded(get("taken", "cluster-2"));
  }

  @Test
  void whatKindsAClusterHasTheServiceAsksInItsOwnName() {
    assertThat(mayNotDiscover("jane", "cluster-1")).isTrue();

    succeeded(ask("jane", "cluster-1", Requests.list("po")));
  }

  @Test
  void nothingIsAskedInANameThatNoHeaderCanHold() {
    ClusterResult result = ask("jürgen", "cluster-2", Requests.list("pods"), READERS);

    assertThat(result.getState()).isEqualTo(State.STATE_FAILED);
    ClusterError error = result.getError();
    assertThat(error.getCode()).isEqualTo(Code.PERMISSION_DENIED);
    assertThat(error.getReason()).isEqualTo("IMPERSONATION_NOT_POSSIBLE");
    assertThat(error.getMessage()).contains("\"jürgen\"");
    assertThat(error.getHttpStatus()).isZero();
  }

  @Test
  void aServiceThatMayNotImpersonateIsRefusedByTheCluster() throws Exception {
    try (KnownCallers viewers = callers(clusters.viewerKubeconfig(), true)) {
      ClusterResult result =
          result(viewers, "jane", "cluster-1", ChangeRequests.raw("GET", "/api/v1/pods"));

      assertForbidden(result, "User \"viewer\" cannot impersonate resource \"users\"");
    }
  }

  private static String configMap(String name) {
    return "{apiVersion: v1, kind: ConfigMap, metadata: {name: " + name + "}, data: {k: v}}";
  }

  private static ClusterResult get(String configMap, String cluster) {
    return result(
        notImpersonated, "root", cluster, Requests.get("configmap", "default", configMap));
  }

  /** In the name of this caller, who is in these groups besides that of all callers. */
  private static ClusterResult ask(
      String caller, String cluster, Requests requests, String... groups) {
    return result(impersonated, caller, cluster, requests, groups);
  }

  private static ClusterResult result(
      KnownCallers callers, String caller, String cluster, Requests requests, String... groups) {
    String[] all = Stream.concat(Stream.of(CALLERS), Stream.of(groups)).toArray(String[]::new);
    return EndedExecution.of(
            ExecutionStream.start(
                callers.channel(callers.token(caller, all)), requests.on(cluster).build()))
        .result(cluster);
  }

  private static void succeeded(ClusterResult result) {
    assertThat(result.getState()).as("%s", result.getError()).isEqualTo(State.STATE_SUCCEEDED);
  }

  private static void assertForbidden(
      ClusterResult result, String user, String verb, String resource) {
    assertForbidden(
        result, "User \"%s\" cannot %s resource \"%s\"".formatted(user, verb, resource));
  }

  /** By the cluster itself, in its words. */
  private static void assertForbidden(ClusterResult result, String words) {
    assertThat(result.getState()).isEqualTo(State.STATE_DENIED);
    ClusterError error = result.getError();
    assertThat(error.getCode()).isEqualTo(Code.PERMISSION_DENIED);
    assertThat(error.getHttpStatus()).isEqualTo(403);
    assertThat(error.getMessage()).contains(words);
  }
}

package io.fleetexecutor.access;

import static io.fleetexecutor.access.Planned.execution;
import static io.fleetexecutor.access.Planned.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetexecutor.model.Caller;
import io.fleetexecutor.model.Cluster;
import io.fleetexecutor.model.CountOrPercent;
import io.fleetexecutor.model.ExecutionSpec;
import io.fleetexecutor.model.Operation;
import io.fleetexecutor.model.ResourceRef;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A limit counts for what its rule permits, and a rule that permits something else lifts none. */
class ReachTest {
  private static final String DEPLOYMENT = "/apis/apps/v1/namespaces/%s/deployments/web";

  private static Grants grants(String... rules) {
    return Policies.access(
            "roles: {r: [%s]}\nbindings: [{role: r, subjects: [jane]}]\n"
                .formatted(String.join(", ", rules)))
        .grants(Caller.named("jane"));
  }

  private static Operation restart(String namespace) {
    return new Operation.RestartWorkload(new ResourceRef("", "deploy", namespace, "web"), false);
  }

  private static Operation raw(String path) {
    return new Operation.RawRequest("GET", path, "", ByteBuffer.allocate(0));
  }

  private static List<Cluster> clusters(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Cluster("c-" + i, "c-" + i, Map.of(), "test", "default", null))
        .toList();
  }

  private static void require(Grants grants, ExecutionSpec spec, int clusters) {
    grants.requireToRun(spec, clusters(clusters), clusters);
  }

  private static ExecutionSpec parallel(Operation operation, int parallel) {
    return spec(operation, false, new CountOrPercent.Count(parallel));
  }

  private static int parallel(Grants grants, Operation operation) {
    return grants.parallelClusters(spec(operation), clusters(9), 9);
  }

  @Test
  void aRuleOfAnotherNamespaceLiftsNoLimit() {
    Grants grants =
        grants(
            "{permissions: [restart_workload], namespaces: [team-a]}",
            "{permissions: [restart_workload], max_clusters: 3, max_parallel_clusters: 1}");

    require(grants, parallel(restart("team-a"), 9), 9);
    require(grants, parallel(restart("kube-system"), 1), 3);
    assertThatThrownBy(() -> require(grants, spec(restart("kube-system")), 4))
        .hasMessageContaining("3 clusters at most, not 4");
    assertThatThrownBy(() -> require(grants, parallel(restart("kube-system"), 2), 3))
        .hasMessageContaining("max_parallel_clusters of 1 at most, not 2");
    assertThat(grants.parallelClusters(spec(restart("kube-system")), clusters(3), 3)).isEqualTo(1);
  }

  @Test
  void aRuleOfAnotherPathLiftsNoLimitOfARawRequest() {
    Grants grants =
        grants(
            "{permissions: [raw_read], resources: [configmaps]}",
            "{permissions: [raw_read], max_clusters: 1}");

    require(grants, spec(raw("/api/v1/namespaces/a/configmaps")), 2);
    assertThatThrownBy(() -> require(grants, spec(raw("/api/v1/namespaces/a/pods")), 2))
        .hasMessageContaining("1 clusters at most, not 2");
    assertThatThrownBy(() -> require(grants, spec(raw("/version")), 2))
        .hasMessageContaining("1 clusters at most, not 2");
  }

  @Test
  void oneRuleHasToAllowAsManyClustersAndAsManyAtOnce() {
    Grants grants =
        grants(
            "{permissions: [reads], max_clusters: 100, max_parallel_clusters: 1}",
            "{permissions: [reads], max_clusters: 5, max_parallel_clusters: 50}");
    Operation health = new Operation.CheckHealth();

    require(grants, parallel(health, 5), 5);
    require(grants, parallel(health, 1), 9);
    assertThatThrownBy(() -> require(grants, parallel(health, 2), 9))
        .hasMessageContaining("max_parallel_clusters of 1 at most, not 2");
    assertThat(parallel(grants, health)).isEqualTo(1);
  }

  @Test
  void aRuleOfOtherResourcesLiftsNoLimitOnceTheClusterHasToldWhatTheyAre() {
    Grants grants =
        grants(
            "{permissions: [restart_workload], resources: [daemonsets.apps]}",
            "{permissions: [restart_workload], max_clusters: 3, max_parallel_clusters: 1}");
    Cluster cluster = clusters(1).getFirst();

    require(grants, parallel(restart("web"), 9), 9);
    Clearance wide = grants.clearance(execution(spec(restart("web")), clusters(9), 9), cluster);
    assertThat(wide.refusal(DEPLOYMENT.formatted("web")))
        .isEqualTo(
            "jane is not permitted: restart_workload of deployments.apps in namespace web"
                + " for 9 clusters, 9 at once");
    assertThat(wide.refusal("/apis/apps/v1/namespaces/web/daemonsets/web")).isNull();
    assertThat(
            grants
                .clearance(execution(spec(restart("web")), clusters(3), 1), cluster)
                .refusal(DEPLOYMENT.formatted("web")))
        .isNull();
  }

  @Test
  void whereARequestDoesNotSayItGetsWhatNoResourceIsRefusedFor() {
    String daemonSets = "{permissions: [restart_workload], resources: [daemonsets.apps]%s}";
    String all = "{permissions: [restart_workload]%s}";

    assertThat(
            parallel(
                grants(daemonSets.formatted(""), all.formatted(", max_parallel_clusters: 2")),
                restart("web")))
        .isEqualTo(2);
    assertThat(
            parallel(
                grants(daemonSets.formatted(", max_parallel_clusters: 2"), all.formatted("")),
                restart("web")))
        .isEqualTo(Rule.UNLIMITED);
    assertThat(
            parallel(
                grants(
                    daemonSets.formatted(", max_parallel_clusters: 2"),
                    daemonSets.formatted(", max_parallel_clusters: 5")),
                restart("web")))
        .isEqualTo(2);
  }

  @Test
  void whatTurnsOutToBeInNoNamespaceIsNotRefusedForARuleOfOne() {
    String all = "{permissions: [changes], max_parallel_clusters: 1}";

    assertThat(parallel(grants(all, "{permissions: [changes], namespaces: [web]}"), restart("web")))
        .isEqualTo(1);
    assertThat(
            parallel(
                grants("{permissions: [changes], namespaces: [web], max_parallel_clusters: 3}"),
                restart("web")))
        .isEqualTo(3);
  }

  @Test
  void noMoreRunAtOnceThanThereAre() {
    Grants grants = grants("{permissions: [reads], max_parallel_clusters: 3}");

    require(grants, parallel(new Operation.CheckHealth(), 50), 3);
    assertThatThrownBy(() -> require(grants, parallel(new Operation.CheckHealth(), 50), 4))
        .hasMessageContaining("max_parallel_clusters of 3 at most, not 4");
  }

  @Test
  void secretsAreNotShownByARuleThatDoesNotGoAsFar() {
    Grants grants =
        grants("{permissions: [reads]}", "{permissions: [reads, read_secrets], max_clusters: 1}");
    ExecutionSpec get =
        spec(new Operation.GetResource(new ResourceRef("", "secret", "web", "web")));
    Cluster cluster = clusters(1).getFirst();

    assertThat(grants.clearance(execution(get, clusters(1), 1), cluster).showsSecrets()).isTrue();
    assertThat(grants.clearance(execution(get, clusters(2), 1), cluster).showsSecrets()).isFalse();
  }
}

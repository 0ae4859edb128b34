package io.fleetexecutor.access;

import static io.fleetexecutor.access.Planned.execution;
import static io.fleetexecutor.access.Planned.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetexecutor.model.Caller;
import io.fleetexecutor.model.Cluster;
import io.fleetexecutor.model.CountOrPercent;
import io.fleetexecutor.model.Execution;
import io.fleetexecutor.model.ExecutionSpec;
import io.fleetexecutor.model.Operation;
import io.fleetexecutor.model.ResourceRef;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GrantsTest {
  private static final Cluster DEV = cluster("dev-1", "dev");
  private static final Cluster DEV_2 = cluster("dev-2", "dev");
  private static final Cluster PROD = cluster("prod-1", "prod");

  private final Access access =
      Policies.access(
          """
          roles:
            dev:
              - permissions: [reads, raw_read]
                clusters: {label_selector: env=dev}
                namespaces: [web]
                resources: [pods, deployments.apps]
                max_parallel_clusters: 2
              - permissions: [restart_workload]
                clusters: {names: [dev-1]}
              - permissions: [scale_workload]
                clusters: {names: [dev-1]}
                dry_run_only: true
            watcher:
              - permissions: [view_executions, check_health]
                max_clusters: 1
          bindings:
            - {role: dev, subjects: [jane]}
            - {role: watcher, subjects: [joe]}
          """);
  private final Grants jane = access.grants(Caller.named("jane"));

  private static Cluster cluster(String name, String env) {
    return new Cluster(name, name, Map.of("env", env), "test", "default", null);
  }

  private static void requireToRun(Grants grants, ExecutionSpec spec, Cluster... clusters) {
    grants.requireToRun(spec, List.of(clusters), clusters.length);
  }

  private static ResourceRef web(String namespace) {
    return new ResourceRef("", "deploy", namespace, "web");
  }

  private static Operation raw(String path) {
    return new Operation.RawRequest("GET", path, "", ByteBuffer.allocate(0));
  }

  @Test
  void whoHasNoRoleMayDoNothingAndSeesNothing() {
    Grants nobody = access.grants(Caller.named("nobody"));
    assertThat(nobody.isEmpty()).isTrue();
    assertThat(nobody.sees(DEV)).isFalse();
    assertThatThrownBy(nobody::requireAny).isInstanceOf(NotPermittedException.class);
  }

  @Test
  void aClusterIsSeenWhereAnythingIsPermittedInIt() {
    assertThat(jane.sees(DEV)).isTrue();
    assertThat(jane.sees(PROD)).isFalse();
    assertThat(jane.seesAll()).isFalse();
    assertThat(access.grants(Caller.named("joe")).seesAll()).isTrue();
  }

  @Test
  void whatIsPermittedRuns() {
    requireToRun(jane, spec(new Operation.GetResource(web("web"))), DEV, DEV_2);
    requireToRun(jane, spec(new Operation.RestartWorkload(web("other"), false)), DEV);
    requireToRun(jane, spec(new Operation.ScaleWorkload(web("web"), 3, false), true, null), DEV);
    requireToRun(jane, spec(raw("/api/v1/namespaces/web/pods")), DEV);
  }

  @Test
  void whatIsMissingIsNamedWithItsClusters() {
    assertThatThrownBy(
            () ->
                requireToRun(
                    jane, spec(new Operation.RestartWorkload(web("web"), false)), DEV, DEV_2))
        .hasMessage("jane is not permitted: restart_workload in cluster dev-2");
    assertThatThrownBy(
            () ->
                requireToRun(jane, spec(new Operation.GetResource(web("kube-system"))), DEV, DEV_2))
        .hasMessage(
            "jane is not permitted: get_resource in namespace kube-system in clusters dev-1,"
                + " dev-2");
    assertThatThrownBy(
            () ->
                requireToRun(
                    jane,
                    spec(
                        new Operation.DeleteResource(
                            web("web"), Operation.PropagationPolicy.BACKGROUND, false, false)),
                    DEV))
        .hasMessage("jane is not permitted: delete_resource in any cluster");
  }

  @Test
  void whereDryRunsAreAllThatIsPermittedNothingIsChanged() {
    assertThatThrownBy(
            () -> requireToRun(jane, spec(new Operation.ScaleWorkload(web("web"), 3, false)), DEV))
        .hasMessageContaining("scale_workload");
  }

  @Test
  void allNamespacesAreMoreThanEachOfSome() {
    assertThatThrownBy(
            () ->
                requireToRun(
                    jane, spec(new Operation.ListResources("", "pods", "", "", "", 0, false)), DEV))
        .hasMessageContaining("in all namespaces");
  }

  @Test
  void aRawPathHasToBeOneThatIsPermitted() {
    for (String path :
        List.of(
            "/api/v1/namespaces/web/secrets",
            "/api/v1/namespaces/other/pods",
            "/api/v1/namespaces/web/pods/a/log",
            "/api/v1/pods",
            "/version",
            "/api/v1/namespaces/web%2Fsecrets/pods")) {
      assertThatThrownBy(() -> requireToRun(jane, spec(raw(path)), DEV))
          .as(path)
          .isInstanceOf(NotPermittedException.class);
    }
  }

  @Test
  void limitsHold() {
    ExecutionSpec health = spec(new Operation.CheckHealth());
    assertThat(jane.parallelClusters(health, List.of(DEV, DEV_2), 2)).isEqualTo(2);
    assertThatThrownBy(
            () ->
                requireToRun(
                    jane,
                    spec(new Operation.CheckHealth(), false, new CountOrPercent.Count(3)),
                    DEV,
                    DEV_2,
                    cluster("dev-3", "dev")))
        .hasMessageContaining("max_parallel_clusters of 2 at most, not 3");
    assertThatThrownBy(() -> requireToRun(access.grants(Caller.named("joe")), health, DEV, DEV_2))
        .hasMessageContaining("1 clusters at most, not 2");
  }

  @Test
  void aClearanceLetsThroughWhatIsPermittedAlone() {
    Clearance clearance = jane.clearance(execution(new Operation.GetResource(web("web"))), DEV);
    assertThat(clearance.refusal("/apis/apps/v1/namespaces/web/deployments/web")).isNull();
    assertThat(clearance.refusal("/api/v1/namespaces/web/secrets/web"))
        .isEqualTo("jane is not permitted: get_resource of secrets in namespace web");
    assertThat(clearance.refusal("/apis/apps/v1/namespaces/kube-system/deployments/web"))
        .contains("kube-system");
    assertThat(clearance.refusal("/version")).contains("all resources");
    assertThat(clearance.showsSecrets()).isFalse();
    assertThat(
            jane.clearance(execution(new Operation.GetResource(web("web"))), PROD)
                .refusal("/api/v1/pods"))
        .isNotNull();
  }

  @Test
  void secretsAreShownOnlyWhereEveryRuleThatLetsAReadThroughSaysSo() {
    Access mixed =
        Policies.access(
            """
            roles:
              both:
                - permissions: [reads]
                - permissions: [get_resource, read_secrets]
                  namespaces: [web]
              web:
                - permissions: [get_resource, read_secrets]
                  namespaces: [web]
              all:
                - permissions: [reads]
                  namespaces: [web]
                - permissions: [read_secrets]
            bindings:
              - {role: both, subjects: [both]}
              - {role: web, subjects: [web]}
              - {role: all, subjects: [all]}
            """);
    Execution get = execution(spec(new Operation.GetResource(web("web"))), List.of(DEV), 1);
    assertThat(mixed.grants(Caller.named("both")).clearance(get, DEV).showsSecrets()).isFalse();
    assertThat(mixed.grants(Caller.named("web")).clearance(get, DEV).showsSecrets()).isTrue();
    assertThat(mixed.grants(Caller.named("all")).clearance(get, DEV).showsSecrets()).isTrue();
    assertThat(mixed.grants(Caller.named("web")).showSecrets(get)).isTrue();
    assertThat(mixed.grants(Caller.named("web")).permitsEverywhere(Permission.READ_SECRETS))
        .as("of whole executions")
        .isFalse();
  }

  @Test
  void aNamespaceIsNotInItself() {
    Access inWeb =
        Policies.access(
            """
            roles:
              web: [{permissions: ["*"], namespaces: [web]}]
              named: [{permissions: ["*"], namespaces: [web], resources: [namespaces]}]
            bindings:
              - {role: web, subjects: [web]}
              - {role: named, subjects: [named]}
            """);
    Execution patch = execution(raw("/api/v1/namespaces/web"));
    assertThat(
            inWeb
                .grants(Caller.named("web"))
                .clearance(patch, DEV)
                .refusal("/api/v1/namespaces/web"))
        .isNotNull();
    assertThat(
            inWeb
                .grants(Caller.named("named"))
                .clearance(patch, DEV)
                .refusal("/api/v1/namespaces/web"))
        .isNull();
  }

  @Test
  void ofAClusterThatIsGoneNoLabelCounts() {
    Access byLabel =
        Policies.access(
            """
            roles:
              rest: [{permissions: [view_executions], clusters: {label_selector: env!=prod}}]
              named: [{permissions: [view_executions], clusters: {names: ["dev-*"]}}]
            bindings:
              - {role: rest, subjects: [rest]}
              - {role: named, subjects: [named]}
            approvals: {by_another: {label_selector: env=prod}}
            """);
    Grants rest = byLabel.grants(Caller.named("rest"));
    assertThat(rest.permits(Permission.VIEW_EXECUTIONS, DEV)).isTrue();
    assertThat(rest.permitsInGone(Permission.VIEW_EXECUTIONS, "prod-1")).isFalse();
    assertThat(
            byLabel
                .grants(Caller.named("named"))
                .permitsInGone(Permission.VIEW_EXECUTIONS, "dev-9"))
        .isTrue();
    assertThat(byLabel.isApprovedByAnother(DEV)).isFalse();
    assertThat(byLabel.isApprovedByAnother(PROD)).isTrue();
    assertThat(byLabel.isGoneApprovedByAnother("dev-1")).isTrue();
  }

  @Test
  void whatAnOperationUsesOfAnObjectBelongsToIt() {
    Clearance clearance = jane.clearance(execution(new Operation.GetResource(web("web"))), DEV);
    assertThat(clearance.refusal("/apis/apps/v1/namespaces/web/deployments/web/scale")).isNull();
    assertThat(
            jane.clearance(execution(raw("/")), DEV)
                .refusal("/apis/apps/v1/namespaces/web/deployments/web/scale"))
        .isNotNull();
  }

  @Test
  void whatIsNoObjectIsReachedByRawRequestsAlone() {
    Grants anybody = Access.open(true).grants(Caller.ANONYMOUS);
    Clearance apply = anybody.clearance(execution(new Operation.GetResource(web("web"))), DEV);
    for (String path :
        List.of(
            "/version",
            "/api/v1/namespaces/web/pods/p1:80/proxy/text/s",
            "/api/v1/namespaces/web/pods%2Fp1:80%2Fproxy%2Ftext/s",
            "/api/v1/namespaces/web/pods/p1/exec",
            "/apis/example.com/v1/../../../api/v1/secrets")) {
      assertThat(apply.refusal(path)).as(path).contains("not permitted");
    }
  }

  @Test
  void withoutAPolicyEverythingIsPermittedButToSeeSecrets() {
    Grants anybody = Access.open(false).grants(Caller.ANONYMOUS);
    assertThat(anybody.permits(Permission.RAW_REQUEST, PROD)).isTrue();
    assertThat(anybody.permits(Permission.READ_SECRETS, PROD)).isFalse();
    assertThat(Access.open(true).grants(Caller.named("x")).permits(Permission.READ_SECRETS, PROD))
        .isTrue();
    assertThat(anybody.clearance(execution(raw("/")), PROD).refusal("/version")).isNull();
  }
}

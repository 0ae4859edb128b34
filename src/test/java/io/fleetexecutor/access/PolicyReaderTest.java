package io.fleetexecutor.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetexecutor.model.Caller;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyReaderTest {

  @Test
  void aPolicyIsReadWhole() {
    Policy policy =
        Policies.read(
            """
            roles:
              everything:
                - permissions: ["*"]
              some:
                - permissions: [reads, scale_workload]
                  clusters: {names: ["dev-*"], label_selector: "env=dev"}
                  namespaces: [team-a, "team-b-*"]
                  resources: [pods, deployments.apps]
                  dry_run_only: true
                  max_parallel_clusters: 3
                  max_clusters: 9
            bindings:
              - {role: everything, groups: [platform]}
              - {role: some, subjects: [jane]}
            approvals:
              by_another: {label_selector: env=prod}
            """);

    Rule rule = policy.rulesOf(Caller.named("jane")).getFirst();
    assertThat(rule.permissions())
        .containsExactly(
            Permission.CHECK_HEALTH,
            Permission.GET_RESOURCE,
            Permission.LIST_RESOURCES,
            Permission.AWAIT_CONDITION,
            Permission.SCALE_WORKLOAD);
    assertThat(rule.namespaces()).hasSize(2);
    assertThat(rule.resources()).hasSize(2);
    assertThat(rule.dryRunOnly()).isTrue();
    assertThat(rule.maxParallelClusters()).isEqualTo(3);
    assertThat(rule.maxClusters()).isEqualTo(9);
    assertThat(policy.rulesOf(new Caller("joe", List.of("platform"), "")))
        .singleElement()
        .satisfies(all -> assertThat(all.permissions()).containsOnly(Permission.values()));
    assertThat(policy.rulesOf(Caller.named("nobody"))).isEmpty();
    assertThat(policy.approvedByAnother()).isNotNull();
  }

  @Test
  void everythingThatIsWrongIsTold() {
    assertThatThrownBy(
            () ->
                Policies.read(
                    """
                    roles:
                      r:
                        - permissions: [fly]
                          cluster: {names: [a]}
                          clusters: {label_selector: "a in ("}
                          namespaces:
                          resources: [Pods]
                          max_clusters: 0
                          dry_run_only: "yes"
                        - {}
                    bindings:
                      - {role: q, subjects: [a]}
                      - {role: r}
                    approval: {}
                    """))
        .hasMessageContaining("roles.r[0].permissions has \"fly\"")
        .hasMessageContaining("roles.r[0].cluster is unknown")
        .hasMessageContaining("roles.r[0].clusters.label_selector")
        .hasMessageContaining("roles.r[0].namespaces has no value")
        .hasMessageContaining("roles.r[0].resources has \"Pods\"")
        .hasMessageContaining("roles.r[0].max_clusters is 0")
        .hasMessageContaining("roles.r[0].dry_run_only is yes")
        .hasMessageContaining("roles.r[1].permissions must not be empty")
        .hasMessageContaining("bindings[0].role is \"q\", must be one of the roles: r")
        .hasMessageContaining("bindings[1] must have subjects or groups")
        .hasMessageContaining("approval is unknown");
  }

  @Test
  void executionsArePermittedAsAWhole() {
    assertThatThrownBy(
            () ->
                Policies.read(
                    """
                    roles: {r: [{permissions: [view_executions], namespaces: [web]}]}
                    bindings: [{role: r, subjects: [a]}]
                    """))
        .hasMessageContaining("roles.r[0].permissions has some of executions");
    Policy policy =
        Policies.read(
            """
            roles: {r: [{permissions: ["*"], namespaces: [web]}]}
            bindings: [{role: r, subjects: [a]}]
            """);
    assertThat(policy.rulesOf(Caller.named("a")).getFirst().permissions())
        .contains(Permission.RAW_REQUEST, Permission.READ_SECRETS)
        .doesNotContain(
            Permission.VIEW_EXECUTIONS,
            Permission.CANCEL_EXECUTIONS,
            Permission.PAUSE_EXECUTIONS,
            Permission.RESUME_EXECUTIONS);
  }

  @Test
  void allNamespacesAreNoPattern() {
    assertThatThrownBy(
            () ->
                Policies.read(
                    """
                    roles: {r: [{permissions: [reads], namespaces: ["*"]}]}
                    bindings: [{role: r, subjects: [a]}]
                    """))
        .hasMessageContaining("roles.r[0].namespaces has \"*\"");
  }

  @Test
  void whoHasSaidWhoTheyAreIsInAGroupOfTheirOwn() {
    Policy policy =
        Policies.read(
            """
            roles: {r: [{permissions: [check_health]}]}
            bindings: [{role: r, groups: ["system:authenticated"]}]
            """);
    assertThat(policy.rulesOf(Caller.named("jane"))).hasSize(1);
    assertThat(policy.rulesOf(Caller.ANONYMOUS)).isEmpty();
  }
}

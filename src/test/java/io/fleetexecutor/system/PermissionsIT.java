package io.fleetexecutor.system;

import static io.grpc.Status.Code.NOT_FOUND;
import static io.grpc.Status.Code.OK;
import static io.grpc.Status.Code.PERMISSION_DENIED;
import static io.grpc.Status.Code.UNAUTHENTICATED;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.v1.ClusterSelector;
import io.fleetexecutor.v1.CountOrPercent;
import io.fleetexecutor.v1.ExecuteRequest;
import io.fleetexecutor.v1.ExecuteRequest.DisconnectAction;
import io.fleetexecutor.v1.Execution;
import io.fleetexecutor.v1.FleetExecutorGrpc;
import io.fleetexecutor.v1.ListClustersRequest;
import io.fleetexecutor.v1.Wave;
import io.grpc.Status;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Who may call what, for every call that there is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PermissionsIT {
  private static final String POLICY =
      """
      roles:
        everything: [{permissions: ["*"]}]
        watch: [{permissions: [check_health, view_executions]}]
        dev:
          - permissions: [reads, restart_workload, view_executions, pause_executions]
            clusters: {label_selector: env=dev}
      bindings:
        - {role: everything, groups: [admins]}
        - {role: watch, subjects: [watcher]}
        - {role: dev, subjects: [dev, dev2]}
      """;
  private static final String IN_SCOPE = "env=dev";
  private static final String OUT_OF_SCOPE = "env=prod";

  private KnownCallers callers;

  /** Somebody, and the token with which they call. */
  private record Identity(String name, String token) {}

  /**
   * What comes of a call by each identity, in the order of {@link #identities}.
   *
   * @param inScope where it is about what dev may
   * @param outOfScope where it is about what dev may not
   */
  private record Row(CallUnderTest call, List<Status.Code> inScope, List<Status.Code> outOfScope) {}

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    callers = new KnownCallers(directory, POLICY, Map.of("FLEET_DEMO_CLUSTERS", "12"));
  }

  @AfterAll
  void stop() throws Exception {
    callers.close();
  }

  private List<Identity> identities() {
    return List.of(
        new Identity("without a token", ""),
        new Identity("with a token that nobody has issued", "e30.e30.e30"),
        new Identity("without a role", callers.token("nobody")),
        new Identity("watcher", callers.token("watcher")),
        new Identity("dev", callers.token("dev")),
        new Identity("admin", callers.token("root", "admins")));
  }

  private static List<Status.Code> codes(
      Status.Code nobody, Status.Code watcher, Status.Code dev, Status.Code admin) {
    return List.of(UNAUTHENTICATED, UNAUTHENTICATED, nobody, watcher, dev, admin);
  }

  private static List<Row> rows() {
    List<Status.Code> start = codes(PERMISSION_DENIED, PERMISSION_DENIED, OK, OK);
    List<Status.Code> startElsewhere =
        codes(PERMISSION_DENIED, PERMISSION_DENIED, Status.Code.FAILED_PRECONDITION, OK);
    List<Status.Code> see = codes(PERMISSION_DENIED, OK, OK, OK);
    List<Status.Code> seeElsewhere = codes(PERMISSION_DENIED, OK, NOT_FOUND, OK);
    List<Status.Code> list = codes(PERMISSION_DENIED, OK, OK, OK);
    List<Status.Code> pause = codes(PERMISSION_DENIED, PERMISSION_DENIED, OK, OK);
    List<Status.Code> pauseElsewhere = codes(PERMISSION_DENIED, PERMISSION_DENIED, NOT_FOUND, OK);
    List<Status.Code> stop = codes(PERMISSION_DENIED, PERMISSION_DENIED, PERMISSION_DENIED, OK);
    List<Status.Code> stopElsewhere = codes(PERMISSION_DENIED, PERMISSION_DENIED, NOT_FOUND, OK);
    List<Status.Code> ask = codes(OK, OK, OK, OK);
    return List.of(
        new Row(CallUnderTest.EXECUTE, start, startElsewhere),
        new Row(CallUnderTest.PLAN_EXECUTION, start, startElsewhere),
        new Row(CallUnderTest.WATCH_EXECUTION, see, seeElsewhere),
        new Row(CallUnderTest.GET_EXECUTION, see, seeElsewhere),
        new Row(CallUnderTest.LIST_CLUSTER_RESULTS, see, seeElsewhere),
        new Row(CallUnderTest.LIST_EXECUTIONS, list, list),
        new Row(CallUnderTest.PAUSE_EXECUTION, pause, pauseElsewhere),
        new Row(CallUnderTest.RESUME_EXECUTION, stop, stopElsewhere),
        new Row(CallUnderTest.CANCEL_EXECUTION, stop, stopElsewhere),
        new Row(CallUnderTest.LIST_CLUSTERS, list, list),
        new Row(CallUnderTest.WATCH_CLUSTERS, list, list),
        new Row(CallUnderTest.CHECK_PERMISSION, ask, ask),
        new Row(CallUnderTest.GET_SERVER_STATUS, list, list));
  }

  @Test
  void everyCallThereIsHasADecision() {
    assertThat(rows())
        .extracting(row -> row.call().method())
        .containsExactlyInAnyOrderElementsOf(
            FleetExecutorGrpc.getServiceDescriptor().getMethods().stream()
                .map(method -> String.valueOf(method.getBareMethodName()))
                .toList());
  }

  @Test
  void everyIdentityIsAnsweredAsThePolicySays() {
    List<String> told = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (Row row : rows()) {
      for (boolean inScope : new boolean[] {true, false}) {
        List<Status.Code> codes = inScope ? row.inScope() : row.outOfScope();
        for (int i = 0; i < codes.size(); i++) {
          Identity identity = identities().get(i);
          Status.Code code =
              row.call().make(callers.channel(identity.token()), target(row.call(), inScope));
          String what =
              "%s %s by %s: "
                  .formatted(row.call(), inScope ? "in scope" : "out of scope", identity.name());
          told.add(what + code);
          expected.add(what + codes.get(i));
        }
      }
    }
    assertThat(told).containsExactlyElementsOf(expected);
  }

  /** Clusters, or an execution over such clusters that root has started and that is paused. */
  private CallUnderTest.Target target(CallUnderTest call, boolean inScope) {
    String labels = inScope ? IN_SCOPE : OUT_OF_SCOPE;
    return new CallUnderTest.Target(
        labels, call.isOfAnExecution() ? started("root", labels, "admins") : "");
  }

  private String started(String name, String labels, String... groups) {
    ExecuteRequest.Builder request =
        Requests.checkHealth().build().toBuilder()
            .setDisconnectAction(DisconnectAction.DISCONNECT_ACTION_CONTINUE);
    request.getSpecBuilder().getClusterSelectorBuilder().setLabelSelector(labels);
    request
        .getSpecBuilder()
        .getRolloutPolicyBuilder()
        .addWaves(
            Wave.newBuilder()
                .setSize(CountOrPercent.newBuilder().setCount(1))
                .setApprovalRequired(true));
    String execution =
        callers.as(name, groups).execute(request.build()).next().getEvent().getExecution();
    Awaitility.await()
        .until(
            () ->
                new ExecutionCalls(callers.as(name, groups)).get(execution).getState()
                    == Execution.State.STATE_PAUSED);
    return execution;
  }

  @Test
  void whoeverAsksForTheHealthIsToldNothingOfTheFleet() throws Exception {
    assertThat(callers.service().get("/q/health").body())
        .contains("\"UP\"")
        .doesNotContain("clusters", "warnings");
  }

  @Test
  void aClusterThatACallerMayNotSeeDoesNotExistForThem() {
    List<String> seen =
        callers
            .as("dev")
            .listClusters(ListClustersRequest.getDefaultInstance())
            .getClustersList()
            .stream()
            .map(cluster -> cluster.getLabelsMap().get("env"))
            .toList();
    assertThat(seen).isNotEmpty().containsOnly("dev");

    String hidden =
        callers
            .as("root", "admins")
            .listClusters(
                ListClustersRequest.newBuilder()
                    .setClusterSelector(ClusterSelector.newBuilder().setLabelSelector("env=prod"))
                    .build())
            .getClusters(0)
            .getDisplayName();
    Refusal refusal = refusal("dev", hidden);
    assertThat(refusal.reason()).isEqualTo("UNKNOWN_CLUSTER");
    assertThat(refusal.message())
        .isEqualTo(refusal("dev", "no-such-cluster").message().replace("no-such-cluster", hidden));
  }

  private Refusal refusal(String caller, String cluster) {
    ExecuteRequest.Builder request = Requests.checkHealth().build().toBuilder();
    request.getSpecBuilder().getClusterSelectorBuilder().addNames(cluster);
    return Refusal.of(() -> callers.as(caller).execute(request.build()).next());
  }

  @Test
  void executionsOfOthersAreListedWhereAllTheirClustersAreSeen() {
    String own = started("dev", IN_SCOPE);
    String elsewhere = started("root", OUT_OF_SCOPE, "admins");
    String both = started("root", "env in (dev, prod)", "admins");

    assertThat(names("dev2")).contains(own).doesNotContain(elsewhere, both);
    assertThat(names("watcher")).contains(own, elsewhere, both);
    callers.executionsAs("dev").cancel(own, "one's own may always be cancelled");
  }

  private List<String> names(String caller) {
    return callers.executionsAs(caller).list().stream().map(Execution::getName).toList();
  }

  @Test
  void aPolicyThatChangesCountsAtOnceAndABrokenOneChangesNothing() throws Exception {
    String changed = POLICY.replace("subjects: [watcher]", "subjects: [watcher, newcomer]");
    callers.changePolicy(changed);
    awaitAnswered("newcomer");
    callers.changePolicy("roles: {");
    Awaitility.await().until(() -> callers.service().log().contains("permissions.yaml"));
    awaitAnswered("newcomer");
    callers.changePolicy(POLICY);
    Awaitility.await()
        .until(
            () ->
                CallUnderTest.GET_SERVER_STATUS.make(
                        callers.channel(callers.token("newcomer")),
                        new CallUnderTest.Target("", ""))
                    == PERMISSION_DENIED);
  }

  private void awaitAnswered(String name) {
    Awaitility.await()
        .until(
            () ->
                CallUnderTest.GET_SERVER_STATUS.make(
                        callers.channel(callers.token(name)), new CallUnderTest.Target("", ""))
                    == OK);
  }

  @Test
  void whoCallsWithTheCommandLineIsToldWhatTheyMay() throws Exception {
    FleetScript.Output yes = canI("dev", "restart_workload", "--cluster-labels", IN_SCOPE);
    assertThat(yes.exitCode()).isZero();
    assertThat(String.join("\n", yes.out())).startsWith("yes, in ").endsWith("(dev)");
    assertThat(canI("dev", "apply_manifests").exitCode()).isEqualTo(1);
    assertThat(canI("nobody", "check_health").exitCode()).isEqualTo(1);
    assertThat(canI("dev", "fly").exitCode()).isEqualTo(2);
  }

  private FleetScript.Output canI(String name, String... arguments) throws Exception {
    return FleetScript.run(
        callers.service(),
        Map.of("FLEET_TOKEN", callers.token(name)),
        Stream.concat(Stream.of("can-i"), Stream.of(arguments)).toArray(String[]::new));
  }
}

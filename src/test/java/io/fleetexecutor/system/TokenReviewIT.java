package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fleetexecutor.v1.ClusterError;
import io.fleetexecutor.v1.Execution;
import io.fleetexecutor.v1.FleetExecutorGrpc;
import io.fleetexecutor.v1.GetServerStatusRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Service accounts of a real cluster that call with the tokens that it has given them. */
@RealClusters
class TokenReviewIT {
  // The ports of this set are nobody's, not those of other sets' nodes either.
  private static final int SET = 9;
  private static final String NAMESPACE = "robots";
  private static final String ACCOUNT = "robot";
  private static final String NAME = "system:serviceaccount:robots:robot";
  private static final String AUDIENCE = "fleet";
  private static final String AUDIENCE_OF_THE_API_SERVER = "kube-clusters";
  private static final String POLICY =
      """
      roles: {everything: [{permissions: ["*"]}]}
      bindings:
        - {role: everything, groups: ["system:serviceaccounts:robots"]}
        - {role: everything, groups: ["local/system:serviceaccounts:robots"]}
      """;
  // Far longer than the service waits for a cluster.
  private static final Duration HANGS = Duration.ofMinutes(1);

  @TempDir static Path directory;
  static KubeClusters clusters;
  static ClusterContent content;
  static KnownCallers service;

  @BeforeAll
  static void start() throws Exception {
    clusters = KubeClusters.start(2, SET);
    content = ClusterContent.of(clusters);
    content.namespace(NAMESPACE);
    content.serviceAccount(NAMESPACE, ACCOUNT);
    service = start("cluster-1", Map.of("FLEET_TOKEN_REVIEW_AUDIENCES", AUDIENCE));
  }

  @AfterAll
  static void stop() throws Exception {
    for (AutoCloseable started : new AutoCloseable[] {service, content, clusters}) {
      if (started != null) {
        started.close();
      }
    }
  }

  private static KnownCallers start(String cluster, Map<String, String> settings) throws Exception {
    Map<String, String> environment = new HashMap<>(settings);
    environment.put("KUBECONFIG", clusters.kubeconfig().toString());
    environment.put("FLEET_TOKEN_REVIEW_ENABLED", "true");
    environment.put("FLEET_TOKEN_REVIEW_KUBECONFIG", clusters.kubeconfig().toString());
    environment.put("FLEET_TOKEN_REVIEW_CONTEXT", cluster);
    return new KnownCallers(Files.createTempDirectory(directory, "service"), POLICY, environment);
  }

  private static String token(String audience) {
    return content.token(NAMESPACE, ACCOUNT, audience);
  }

  private static EndedExecution execute(KnownCallers callers, String token, Requests requests) {
    return EndedExecution.of(
        ExecutionStream.start(callers.channel(token), requests.on("cluster-1").build()));
  }

  private static void call(KnownCallers callers, String token) {
    FleetExecutorGrpc.newBlockingStub(callers.channel(token))
        .withDeadlineAfter(HANGS.toSeconds(), TimeUnit.SECONDS)
        .getServerStatus(GetServerStatusRequest.getDefaultInstance());
  }

  private static Status.Code code(KnownCallers callers, String token) {
    try {
      call(callers, token);
      return Status.Code.OK;
    } catch (StatusRuntimeException e) {
      return e.getStatus().getCode();
    }
  }

  private static Refusal refusal(KnownCallers callers, String token) {
    return Refusal.of(() -> call(callers, token));
  }

  @Test
  void aServiceAccountIsWhomItsClusterSaysAndInTheGroupsThatItSays() {
    Execution execution = execute(service, token(AUDIENCE), Requests.checkHealth()).execution();

    assertThat(execution.getCaller()).isEqualTo(NAME);
    assertThat(execution.getCallerGroupsList())
        .contains("system:serviceaccounts", "system:serviceaccounts:robots");
    assertThat(execution.getCallerUid()).isEqualTo(content.uid(NAMESPACE, ACCOUNT));
  }

  @Test
  void whomThePolicyGivesNothingMayNothing() {
    content.namespace("strangers");
    content.serviceAccount("strangers", ACCOUNT);

    assertThat(code(service, content.token("strangers", ACCOUNT, AUDIENCE)))
        .isEqualTo(Status.Code.PERMISSION_DENIED);
  }

  @Test
  void aTokenForAnotherAudienceIsNotAccepted() {
    assertThat(code(service, token(AUDIENCE_OF_THE_API_SERVER)))
        .isEqualTo(Status.Code.UNAUTHENTICATED);
  }

  @Test
  void theAudiencesAreThoseOfTheApiServerUnlessOthersAreGivenAndNamesHaveThePrefix()
      throws Exception {
    try (KnownCallers prefixed =
        start("cluster-1", Map.of("FLEET_TOKEN_REVIEW_PREFIX", "local/"))) {
      Execution execution =
          execute(prefixed, token(AUDIENCE_OF_THE_API_SERVER), Requests.checkHealth()).execution();

      assertThat(execution.getCaller()).isEqualTo("local/" + NAME);
      assertThat(execution.getCallerGroupsList())
          .contains("local/system:serviceaccounts:robots")
          .allMatch(group -> group.startsWith("local/"));
      assertThat(code(prefixed, token(AUDIENCE))).isEqualTo(Status.Code.UNAUTHENTICATED);
    }
  }

  @Test
  void aServiceAccountIsAskedForUnderItsPrefixAndWithoutOneNotAtAll() throws Exception {
    assertThat(impersonated("local/").getMessage())
        .contains("User \"local/" + NAME + "\" cannot list resource \"pods\"");
    // Another cluster has another account of that name.
    assertThat(impersonated("").getReason()).isEqualTo("IMPERSONATION_NOT_POSSIBLE");
  }

  private static ClusterError impersonated(String prefix) throws Exception {
    Map<String, String> settings =
        Map.of("FLEET_IMPERSONATE", "true", "FLEET_TOKEN_REVIEW_PREFIX", prefix);
    try (KnownCallers callers = start("cluster-1", settings)) {
      return execute(callers, token(AUDIENCE_OF_THE_API_SERVER), Requests.list("pods"))
          .result("cluster-1")
          .getError();
    }
  }

  @Test
  void theTokenOfADeletedServiceAccountSoonCountsForNothing() {
    content.serviceAccount(NAMESPACE, "retired");
    String token = content.token(NAMESPACE, "retired", AUDIENCE);
    assertThat(code(service, token)).isEqualTo(Status.Code.OK);

    content.deleteServiceAccount(NAMESPACE, "retired");

    // The API server, too, keeps for 10 s what it has found out.
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> code(service, token) == Status.Code.UNAUTHENTICATED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"garbage", "e30.e30.e30", "{\"a\": ["})
  void whatIsNoTokenIsNotAccepted(String garbage) {
    assertThat(refusal(service, garbage).code()).isEqualTo(Status.Code.UNAUTHENTICATED);
  }

  @Test
  void aTokenThatSomebodyHasChangedIsNotAccepted() {
    String token = token(AUDIENCE);
    String[] parts = token.split("\\.", -1);
    String changed = String.join(".", parts[0], parts[1], parts[2].substring(1) + "A");

    assertThat(code(service, changed)).isEqualTo(Status.Code.UNAUTHENTICATED);
  }

  @Test
  void aClusterThatHangsIsUnavailableAndNobodyIsLetIn() {
    String token = token(AUDIENCE);
    clusters.freeze("cluster-1");
    try {
      Refusal refusal = refusal(service, token);

      assertThat(refusal.code()).isEqualTo(Status.Code.UNAVAILABLE);
      assertThat(refusal.reason()).isEqualTo("ISSUER_UNAVAILABLE");
    } finally {
      clusters.thaw("cluster-1");
    }
    await().atMost(HANGS).until(() -> code(service, token) == Status.Code.OK);
  }

  @Test
  void aClusterThatIsDownIsUnavailableAndNobodyIsLetIn() throws Exception {
    try (KnownCallers other = start("cluster-2", Map.of())) {
      clusters.kill("cluster-2");

      Refusal refusal = refusal(other, token(AUDIENCE_OF_THE_API_SERVER));

      assertThat(refusal.code()).isEqualTo(Status.Code.UNAVAILABLE);
      assertThat(refusal.reason()).isEqualTo("ISSUER_UNAVAILABLE");
    }
  }
}

package io.fleetexecutor.system;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.testing.Confidential;
import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.ListResources;
import io.fleetexecutor.v1.OutputPolicy.Format;
import io.fleetexecutor.v1.PatchResource.PatchType;
import io.fleetexecutor.v1.ResourceRef;
import io.fleetexecutor.v1.WatchExecutionRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Secrets of real clusters, and a caller who may do everything but read them. */
@RealClusters
class SecretsIT {
  private static final String NAMESPACE = "fleet-secrets";
  private static final String PATH = "/api/v1/namespaces/fleet-secrets/secrets";
  private static final String KEY = "password";
  private static final String POLICY =
      """
      roles:
        everything: [{permissions: ["*"]}]
        no-secrets:
          - permissions: [reads, changes, raw_request, raw_read, view_executions, cancel_executions]
      bindings:
        - {role: everything, subjects: [root]}
        - {role: no-secrets, subjects: [jane]}
      """;

  /** A Secret that holds what nobody may be told. */
  private static final String HIDDEN = "hidden";

  private static final List<String> HELD = List.of(Confidential.value(), Confidential.value());

  /** A Secret that shows that a request would tell its value, which is searched for nowhere. */
  private static final String SHOWN = "shown";

  private static final String SHOWN_VALUE = "what-root-may-see";

  @TempDir static Path directory;
  static KnownCallers callers;

  @BeforeAll
  static void start(KubeClusters clusters) throws Exception {
    for (int number = 0; number < 2; number++) {
      try (var content = ClusterContent.of(clusters, "cluster-" + (number + 1))) {
        content.namespace(NAMESPACE);
        content.serviceAccount(NAMESPACE, "robot");
        content.secret(NAMESPACE, HIDDEN, KEY, HELD.get(number));
        content.secret(NAMESPACE, SHOWN, KEY, SHOWN_VALUE);
      }
    }
    callers =
        new KnownCallers(directory, POLICY, Map.of("KUBECONFIG", clusters.kubeconfig().toString()));
  }

  @AfterAll
  static void stop() throws Exception {
    callers.close();
  }

  private static ResourceRef ref(String secret) {
    return ChangeRequests.ref("secret", NAMESPACE, secret);
  }

  private static Requests list(String secret) {
    return Requests.list(
        ListResources.newBuilder()
            .setKind("secrets")
            .setNamespace(NAMESPACE)
            .setLabelSelector("name=" + secret));
  }

  private static Requests get(String secret) {
    return Requests.get("secret", NAMESPACE, secret);
  }

  private static Requests raw(String secret, String query) {
    return ChangeRequests.raw("GET", PATH + "?labelSelector=name%3D" + secret + query);
  }

  private static Named<Function<String, Requests>> request(
      String name, Function<String, Requests> request) {
    return Named.of(name, request);
  }

  /** What tells the value of a Secret to who may read it. */
  static Stream<Named<Function<String, Requests>>> whatTellsValues() {
    return Stream.of(
        request("get", SecretsIT::get),
        request("list", SecretsIT::list),
        request("a projection", secret -> get(secret).projecting("object.data." + KEY)),
        request("a projection of all", secret -> list(secret).projecting("objects")),
        request("raw get", secret -> ChangeRequests.raw("GET", PATH + "/" + secret)),
        request("raw list", secret -> raw(secret, "")),
        request("raw list, pretty", secret -> raw(secret, "&pretty=true")),
        request("raw watch", secret -> raw(secret, "&watch=true&timeoutSeconds=1")),
        request(
            "raw patch",
            secret ->
                ChangeRequests.raw(
                    "PATCH",
                    PATH + "/" + secret + "?dryRun=All",
                    "application/merge-patch+json",
                    "{\"metadata\":{}}")),
        request(
            "patch",
            secret ->
                ChangeRequests.patch(
                        ref(secret), PatchType.PATCH_TYPE_MERGE, "{metadata: {labels: {a: b}}}")
                    .dryRun()));
  }

  @ParameterizedTest
  @MethodSource("whatTellsValues")
  void aValueIsToldToWhoMayReadItAndToNobodyElse(Function<String, Requests> request)
      throws Exception {
    assertThat(tells(run("root", request.apply(SHOWN)), SHOWN_VALUE)).isTrue();

    String told = run("jane", request.apply(HIDDEN));

    assertThat(told).contains("REDACTED");
    assertNothingHeld(told);
    assertThat(tells(run("jane", request.apply(SHOWN)), SHOWN_VALUE)).isFalse();
  }

  /** What could tell a value in its errors, differences and messages. */
  static Stream<Named<Function<String, Requests>>> whatMentionsValues() {
    return Stream.of(
        request("another value", secret -> apply(secret, "stringData: {password: other}").dryRun()),
        request("another key", secret -> apply(secret, "stringData: {other: other}").dryRun()),
        request("no base64", secret -> apply(secret, "data: {password: '%%%'}")),
        request("a value of another type", secret -> apply(secret, "data: {password: [1]}")),
        request("another type", secret -> apply(secret, "type: kubernetes.io/tls")),
        request(
            "a failed test of a patch",
            secret ->
                ChangeRequests.patch(
                    ref(secret),
                    PatchType.PATCH_TYPE_JSON,
                    "[{op: test, path: /data/password, value: other}]")),
        request(
            "a patch of another type",
            secret ->
                ChangeRequests.patch(
                    ref(secret), PatchType.PATCH_TYPE_MERGE, "{data: {password: {a: b}}}")),
        request(
            "an expectation that fails",
            secret -> get(secret).expecting("object.data.password == 'other'")),
        request(
            "an expectation that cannot be evaluated",
            secret -> get(secret).expecting("object.data.password + 1 == 2")),
        request(
            "a condition that never holds",
            secret ->
                ChangeRequests.await(ref(secret), "object.data.password == 'other'")
                    .clusterTimeout(Duration.ofSeconds(2))),
        request("a table", secret -> get(secret).as(Format.FORMAT_TABLE)),
        request(
            "another way to write the path",
            secret ->
                ChangeRequests.raw("GET", "/api/v1/namespaces/fleet-secrets/%73ecrets/" + secret)),
        request(
            "a path with an empty segment",
            secret ->
                ChangeRequests.raw("GET", "/api/v1/namespaces/fleet-secrets//secrets/" + secret)),
        request(
            "an old path of watches",
            secret ->
                ChangeRequests.raw(
                    "GET",
                    "/api/v1/watch/namespaces/fleet-secrets/secrets/"
                        + secret
                        + "?timeoutSeconds=1")),
        request(
            "a raw patch of another type",
            secret ->
                ChangeRequests.raw(
                    "PATCH",
                    PATH + "/" + secret,
                    "application/merge-patch+json",
                    "{\"data\":{\"password\":{\"a\":\"b\"}}}")),
        request(
            "a patch that copies",
            secret ->
                ChangeRequests.patch(
                        ref(secret),
                        PatchType.PATCH_TYPE_JSON,
                        "[{op: copy, from: /data, path: /metadata/annotations}]")
                    .dryRun()),
        request(
            "a raw patch that copies",
            secret ->
                ChangeRequests.raw(
                    "PATCH",
                    PATH + "/" + secret + "?dryRun=All",
                    "application/json-patch+json",
                    "[{\"op\":\"copy\",\"from\":\"/data\",\"path\":\"/metadata/annotations\"}]")),
        request("an answer that is cut", secret -> get(secret).atMost(60)),
        request("a raw answer that is cut", secret -> raw(secret, "").atMost(600)),
        request(
            "raw deletion",
            secret -> ChangeRequests.raw("DELETE", PATH + "/" + secret + "?dryRun=All")),
        request("deletion", secret -> ChangeRequests.delete(ref(secret)).dryRun()));
  }

  @ParameterizedTest
  @MethodSource("whatMentionsValues")
  void noErrorAndNoDifferenceTellsAValue(Function<String, Requests> request) throws Exception {
    assertNothingHeld(run("jane", request.apply(HIDDEN)));
  }

  @Test
  void aTokenThatAClusterIssuesIsTreatedAsASecret() throws Exception {
    String path = "/api/v1/namespaces/fleet-secrets/serviceaccounts/robot/token";
    String body =
        "{\"apiVersion\":\"authentication.k8s.io/v1\",\"kind\":\"TokenRequest\",\"spec\":{}}";

    String told = run("jane", ChangeRequests.raw("POST", path, body));

    assertThat(told).contains("TokenRequest", "REDACTED").doesNotContain("eyJ");
  }

  @Test
  void whatACallerSendsIsNotToldToOthers() throws Exception {
    String sent = Confidential.value();
    String told = run("jane", apply("sent", "stringData: {password: " + sent + "}"));
    assertThat(tells(told, sent)).isFalse();

    String again = run("jane", apply("sent", "stringData: {password: " + sent + ", a: '%%%'}"));
    assertThat(tells(again, sent)).isFalse();

    String refused = run("jane", apply("sent", "data: {password: '" + sent + "%'}"));
    assertThat(tells(refused, sent)).isFalse();
  }

  /** What tells a value in a fingerprint, an error or a difference to who may read it. */
  static Stream<Named<Function<String, Requests>>> whatIsToldOfOthers() {
    return Stream.of(
        request("get", SecretsIT::get),
        request("a fingerprint", secret -> get(secret).fingerprint("object.data." + KEY)),
        request("a projection", secret -> get(secret).projecting("object.data." + KEY)),
        request(
            "a patch that does not fit",
            secret ->
                ChangeRequests.patch(
                    ref(secret), PatchType.PATCH_TYPE_MERGE, "{data: {other: {a: b}}}")));
  }

  @ParameterizedTest
  @MethodSource("whatIsToldOfOthers")
  void whatACallerIsShownIsToldToNoOtherWhoMayNotReadIt(Function<String, Requests> request) {
    var stream =
        ExecutionStream.start(
            callers.channel(callers.token("root")),
            request.apply(SHOWN).on("cluster-1", "cluster-2").build());
    String execution = stream.awaitFinished().getName();
    assertThat(tells(stream.events().toString(), SHOWN_VALUE)).isTrue();
    assertThat(tells(told(callers.executionsAs("root"), execution), SHOWN_VALUE)).isTrue();

    String told = told(callers.executionsAs("jane"), execution);

    assertThat(told).contains("cluster-1", "cluster-2");
    assertThat(tells(told, SHOWN_VALUE)).isFalse();
  }

  /** By every call that tells of an execution. */
  private static String told(ExecutionCalls calls, String execution) {
    var told = new StringBuilder();
    told.append(calls.get(execution)).append(calls.results(execution)).append(calls.list());
    told.append(calls.cancel(execution, "it has ended"));
    calls
        .stub()
        .watchExecution(WatchExecutionRequest.newBuilder().setName(execution).build())
        .forEachRemaining(event -> told.append(event.toByteString().toString(ISO_8859_1)));
    return told.toString();
  }

  @Test
  void theCommandLineShowsNone() throws Exception {
    String object = "secret/" + HIDDEN;
    for (List<String> options :
        List.of(
            List.of("-o", "wide"),
            List.of("-o", "json"),
            List.of("-o", "table"),
            List.of("--group", "--diff"))) {
      List<String> arguments = new ArrayList<>(List.of("execute", "get", object, "-n", NAMESPACE));
      arguments.addAll(options);
      arguments.addAll(List.of("--clusters", "cluster-1,cluster-2"));
      FleetScript.Output output =
          FleetScript.run(
                  callers.service(),
                  Map.of("FLEET_TOKEN", callers.token("jane")),
                  arguments.toArray(String[]::new))
              .succeeded();

      assertNothingHeld(String.join("\n", output.out()) + output.errors());
    }
  }

  private static Requests apply(String name, String content) {
    return ChangeRequests.apply(
        """
        apiVersion: v1
        kind: Secret
        metadata: {name: %s, namespace: %s}
        %s
        """
            .formatted(name, NAMESPACE, content));
  }

  /** All that is told of an execution, then and later. */
  private static String run(String caller, Requests requests) {
    var channel = callers.channel(callers.token(caller));
    ExecutionStream stream =
        ExecutionStream.start(channel, requests.on("cluster-1", "cluster-2").build());
    EndedExecution ended = EndedExecution.of(stream);
    var executions = callers.executionsAs(caller);
    List<ClusterResult> results = executions.results(stream.execution());
    assertThat(results).hasSize(2);
    var told = new StringBuilder();
    Stream.of(stream.events(), results, List.of(ended, executions.get(stream.execution())))
        .flatMap(List::stream)
        .forEach(told::append);
    stream.events().forEach(event -> told.append(event.toByteString().toString(ISO_8859_1)));
    return told.toString();
  }

  private static boolean tells(String text, String value) {
    return Confidential.forms(value).stream().anyMatch(text::contains);
  }

  /** Neither is it told, nor does the service keep it in any file. */
  private static void assertNothingHeld(String told) throws IOException {
    for (String value : HELD) {
      for (String form : Confidential.forms(value)) {
        assertThat(told).doesNotContain(form);
      }
      try (Stream<Path> files = Files.walk(callers.service().dataDirectory())) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          assertThat(tells(Files.readString(file, ISO_8859_1), value)).as("%s", file).isFalse();
        }
      }
    }
  }
}

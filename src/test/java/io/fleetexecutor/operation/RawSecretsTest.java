package io.fleetexecutor.operation;

import static io.fleetexecutor.operation.SecretsServer.ITEM;
import static io.fleetexecutor.operation.SecretsServer.PARTIAL;
import static io.fleetexecutor.operation.SecretsServer.PATH;
import static io.fleetexecutor.operation.SecretsServer.REDACTED;
import static io.fleetexecutor.operation.SecretsServer.SECRET;
import static io.fleetexecutor.operation.SecretsServer.assertHidden;
import static io.fleetexecutor.operation.SecretsServer.list;
import static io.fleetexecutor.operation.SecretsServer.table;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.Operation;
import io.fleetexecutor.model.OutputPolicy;
import io.fleetexecutor.model.OutputPolicy.Format;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Raw requests show no value of a Secret, whatever they ask for. */
class RawSecretsTest {
  private static final String ALL = "/api/v1/secrets";
  private static final String ELSEWHERE = "/apis/example.com/v1/things";

  private final SecretsServer secrets = new SecretsServer();
  private final FakeApiServer server = secrets.server;

  @AfterEach
  void close() {
    secrets.close();
  }

  private static Operation raw(String method, String path, String body) {
    return new Operation.RawRequest(
        method,
        path,
        body.isEmpty() ? "" : "application/json",
        ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)));
  }

  private ClusterAnswer get(String path, int maxOutputBytes) {
    return server.fleet.run(
        "c", raw("GET", path, ""), new OutputPolicy(Format.OBJECTS, maxOutputBytes));
  }

  private ClusterAnswer get(String path) {
    return get(path, 1 << 20);
  }

  static Stream<String> answers() {
    String event = "{\"type\":\"ADDED\",\"object\":" + SECRET + "}";
    return Stream.of(
        SECRET,
        list(ITEM, ITEM),
        "{\"kind\":\"List\",\"apiVersion\":\"v1\",\"items\":[" + SECRET + "]}",
        table(SECRET),
        event,
        event + "\n" + event + "\n");
  }

  @ParameterizedTest
  @MethodSource("answers")
  void jsonWithSecretsIsShownWithoutTheirValuesWhereverItIsFrom(String body) {
    server.on(ELSEWHERE, body).on(ALL, body);

    for (String path : new String[] {ELSEWHERE, ALL}) {
      ClusterAnswer answer = get(path);
      String shown = RawOutputs.body(answer.output());
      assertThat(shown).isEqualTo(body.strip().replace("VALUE", "REDACTED"));
      assertThat(answer.totalOutputBytes()).isEqualTo(shown.length());
      assertThat(answer.state()).isEqualTo(ClusterState.SUCCEEDED);
    }
  }

  @Test
  void whatIsOfSecretsByItsPathNeedNotSaySo() {
    for (String body : new String[] {PARTIAL, table(PARTIAL), ITEM}) {
      server.on(ALL, body);
      assertThat(RawOutputs.body(get(ALL).output())).isEqualTo(body.replace("VALUE", "REDACTED"));
    }
  }

  @Test
  void noExpressionCanReadAValue() {
    ClusterAnswer answer =
        server.fleet.run(
            "c",
            raw("GET", PATH, ""),
            new OutputPolicy(Format.NONE, 1 << 20, "object.data.password", "object"));

    assertThat(answer.fingerprint()).isEqualTo("REDACTED");
    assertHidden(answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {ALL, PATH, "/api/v1/watch/secrets", "/api/v1/namespaces/mine/%73ecrets"})
  void whatIsCutIsWithheld(String path) {
    server.on(path, list(ITEM));

    ClusterAnswer answer = get(path, 200);

    assertWithheld(answer);
    assertThat(requireNonNull(answer.error()).message()).contains("max_output_bytes (200)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"kind: Secret\ndata: {k: VALUE}", "VALUE", "\"VALUE\"", "k8s\0VALUE"})
  void whatIsNoJsonIsWithheld(String body) {
    server.on(PATH, body);

    assertWithheld(get(PATH));
  }

  private static void assertWithheld(ClusterAnswer answer) {
    assertHidden(answer);
    assertThat(RawOutputs.body(answer.output())).isEmpty();
    assertThat(answer.state()).isEqualTo(ClusterState.FAILED);
    assertThat(requireNonNull(answer.error()).reason()).isEqualTo("SECRETS_WITHHELD");
    assertThat(answer.outputTruncated()).isTrue();
    assertThat(answer.fingerprint()).isEmpty();
  }

  @Test
  void aChangeWhoseAnswerIsWithheldIsStillMade() {
    server.on(PATH, SECRET);

    ClusterAnswer answer =
        server.fleet.run(
            "c", raw("PATCH", PATH, "{\"a\":1}"), new OutputPolicy(Format.OBJECTS, 50));

    assertHidden(answer);
    assertThat(answer.state()).isEqualTo(ClusterState.SUCCEEDED);
    assertThat(answer.changed()).isTrue();
    assertThat(answer.outputTruncated()).isTrue();
  }

  @Test
  void whatIsNoAnswerOfAnApiServerIsNotQuoted() {
    server.on(PATH, 502, "upstream said VALUE");

    ClusterAnswer answer = get(PATH);

    assertHidden(answer);
    assertThat(requireNonNull(answer.error()).message())
        .startsWith("HTTP 502: the answer may hold");
  }

  private ClusterAnswer refused(int status, String message) {
    return refused(status, message, SECRET);
  }

  private ClusterAnswer refused(int status, String message, String sent) {
    String refusal =
        """
        {"kind": "Status", "apiVersion": "v1", "code": %d, "reason": "Odd", "message": "%s",
         "details": {"causes": [
           {"reason": "FieldValueInvalid", "message": "%2$s", "field": "data[password]"}]}}
        """;
    server.on(ALL, status, refusal.formatted(status, message));
    return server.fleet.run("c", raw("POST", ALL, sent), Format.OBJECTS);
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 409, 413})
  void aRefusalDoesNotQuoteWhatWasSent(int status) {
    ClusterAnswer answer = refused(status, "No: VALUE");

    assertHidden(answer);
    assertThat(requireNonNull(answer.error()).message()).isEqualTo("No: REDACTED");
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 409, 413})
  void aRefusalOfWhatCannotBeReadIsNotShown(int status) {
    ClusterAnswer answer =
        refused(status, "No: VALUE", "kind: Secret\nstringData: {password: VALUE}\n");

    assertHidden(answer);
    assertThat(requireNonNull(answer.error()).message())
        .startsWith("the API server answers HTTP %d ODD of data[password]".formatted(status));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 422, 500})
  void whatMayQuoteAValueInPartsIsNotShownAndTellsTheFieldAlone(int status) {
    ClusterAnswer answer = refused(status, "invalid input ...|password: VALU|...");

    String message =
        "the API server answers HTTP %d ODD of data[password] (FieldValueInvalid): what it says of it may quote values of the Secret, and is not shown"
            .formatted(status);
    assertThat(requireNonNull(answer.error()).message()).isEqualTo(message);
    assertThat(RawOutputs.body(answer.output()))
        .isEqualTo(
            "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"reason\":\"Odd\",\"code\":%d,\"message\":\"%s\"}"
                .formatted(status, message));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"op\":\"copy\",\"from\":\"/data\",\"path\":\"/metadata/annotations\"}]",
        "[{\"op\":\"test\",\"path\":\"/a\"},{\"\\u006fp\":\"mov\\u0065\",\"from\":\"/data\",\"path\":\"/a\"}]",
        "no JSON"
      })
  void aPatchThatWouldShowValuesElsewhereIsNotSent(String patch) {
    Operation raw =
        new Operation.RawRequest(
            "PATCH",
            PATH,
            "Application/JSON-Patch+json; charset=utf-8",
            ByteBuffer.wrap(patch.getBytes(StandardCharsets.UTF_8)));

    ClusterAnswer answer = server.fleet.run("c", raw, Format.OBJECTS);

    assertThat(requireNonNull(answer.error()).reason()).isEqualTo("NOT_PERMITTED");
    assertThat(answer.error().httpStatus()).isNull();
    assertThat(server.fleet.showingSecrets().run("c", raw, Format.OBJECTS).error()).isNull();
  }

  @Test
  void whatHasNoSecretStaysByteForByte() {
    for (String body :
        new String[] {
          "{ \"kind\" : \"ConfigMap\", \"apiVersion\":\"v1\", \"data\":{\"k\":\"v\"} }\n",
          "{ \"kind\" : \"Secret\", \"apiVersion\":\"example.com/v1\", \"data\":{\"k\":\"v\"} }",
          "a log: {\"kind\":\"Secret\""
        }) {
      server.on(ELSEWHERE, body);
      assertThat(RawOutputs.body(get(ELSEWHERE).output())).isEqualTo(body);
    }
  }

  @Test
  void whatIsLongerWithoutItsValuesIsCutAtTheCap() {
    server.on(PATH, SECRET.replace("VALUE", "V"));
    int cap = REDACTED.length() - 1;

    ClusterAnswer answer = get(PATH, cap);

    assertThat(RawOutputs.body(answer.output())).isEqualTo(REDACTED.substring(0, cap));
    assertThat(answer.outputTruncated()).isTrue();
    assertThat(answer.totalOutputBytes()).isEqualTo(REDACTED.length());
  }

  @Test
  void whoMaySeeThemSeesThem() {
    Fleet showing = server.fleet.showingSecrets();

    assertThat(RawOutputs.body(showing.run("c", raw("GET", PATH, ""), Format.OBJECTS).output()))
        .isEqualTo(SECRET);
    assertThat(
            RawOutputs.body(
                showing
                    .run("c", raw("GET", PATH, ""), new OutputPolicy(Format.OBJECTS, 50))
                    .output()))
        .isEqualTo(SECRET.substring(0, 50));
  }
}

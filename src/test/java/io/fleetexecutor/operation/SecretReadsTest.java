package io.fleetexecutor.operation;

import static io.fleetexecutor.operation.SecretsServer.ITEM;
import static io.fleetexecutor.operation.SecretsServer.LIST;
import static io.fleetexecutor.operation.SecretsServer.PARTIAL;
import static io.fleetexecutor.operation.SecretsServer.PATH;
import static io.fleetexecutor.operation.SecretsServer.REDACTED;
import static io.fleetexecutor.operation.SecretsServer.REF;
import static io.fleetexecutor.operation.SecretsServer.SECRET;
import static io.fleetexecutor.operation.SecretsServer.assertHidden;
import static io.fleetexecutor.operation.SecretsServer.list;
import static io.fleetexecutor.operation.SecretsServer.table;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.Operation;
import io.fleetexecutor.model.Output;
import io.fleetexecutor.model.OutputPolicy;
import io.fleetexecutor.model.OutputPolicy.Format;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever reads a Secret sees which keys it has, and no value. */
class SecretReadsTest {
  private static final Operation GET = new Operation.GetResource(REF);
  private static final Operation LIST_ALL = Fleet.list("secrets", "");

  private final SecretsServer secrets = new SecretsServer();
  private final FakeApiServer server = secrets.server;

  @AfterEach
  void close() {
    secrets.close();
  }

  private ClusterAnswer run(Operation operation, Format format, String... expectations) {
    return server.fleet.run(
        "c", Fleet.spec(operation, new OutputPolicy(format, 1 << 20), expectations));
  }

  private static String only(ClusterAnswer answer) {
    assertThat(Pods.objects(answer)).hasSize(1);
    return Pods.objects(answer).getFirst().json().toString();
  }

  @Test
  void anObjectIsShownWithItsKeysAndWithoutItsValues() {
    ClusterAnswer answer = run(GET, Format.OBJECTS);

    assertThat(only(answer)).isEqualTo(REDACTED);
    assertThat(answer.totalOutputBytes()).isEqualTo(REDACTED.length());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void objectsOfAListNeedNotSayWhatTheyAre(boolean indented) {
    server.on(LIST, indented ? list(ITEM.replace(",", ",\n ")) : list(ITEM));

    ClusterAnswer answer = run(LIST_ALL, Format.OBJECTS);

    assertThat(only(answer)).isEqualTo(REDACTED);
    assertThat(answer.totalOutputBytes()).isEqualTo(REDACTED.length());
  }

  @Test
  void whatIsShownHasToFitAndNotWhatComes() {
    String large = SECRET.replace("\"VALUE\"", "\"" + "VALUE".repeat(1_000) + "\"");
    server.on(PATH, large).on(LIST, list(large, large));
    OutputPolicy policy = new OutputPolicy(Format.OBJECTS, REDACTED.length());

    ClusterAnswer one = server.fleet.run("c", GET, policy);
    ClusterAnswer two = server.fleet.run("c", LIST_ALL, policy);

    assertThat(only(one)).isEqualTo(REDACTED);
    assertThat(one.outputTruncated()).isFalse();
    assertThat(only(two)).isEqualTo(REDACTED);
    assertThat(two.outputTruncated()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void metadataDoesNotRepeatTheObject(boolean known) {
    server.on(PATH, known ? PARTIAL : SECRET).on(LIST, list(known ? PARTIAL : ITEM));

    ClusterAnswer get = run(GET, Format.METADATA);
    ClusterAnswer list = run(LIST_ALL, Format.METADATA);

    assertThat(only(get)).contains("REDACTED").doesNotContain("VALUE", "password");
    assertThat(only(list)).contains("REDACTED").doesNotContain("VALUE", "password");
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void noFormatShowsAValue(Format format) {
    String whole = table(SECRET);
    server
        .on(PATH + "?includeObject=Object", whole)
        .on(LIST, format == Format.TABLE ? table(PARTIAL) : list(ITEM))
        .on(LIST + "&includeObject=Object", whole);

    for (Operation operation : new Operation[] {GET, LIST_ALL}) {
      ClusterAnswer answer = run(operation, format);
      assertThat(answer.state()).isEqualTo(ClusterState.SUCCEEDED);
      assertHidden(answer);
    }
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void noExpressionCanReadAValue(Format format) {
    server
        .on(PATH + "?includeObject=Object", table(SECRET))
        .on(LIST, list(ITEM))
        .on(LIST + "&includeObject=Object", table(SECRET));
    OutputPolicy policy =
        new OutputPolicy(format, 1 << 20, "object.data.password", "object.metadata.annotations");
    OutputPolicy overAll = new OutputPolicy(format, 1 << 20, "objects[0].data.password", "objects");

    for (Operation operation : new Operation[] {GET, LIST_ALL}) {
      for (OutputPolicy each : new OutputPolicy[] {policy, overAll}) {
        ClusterAnswer answer = server.fleet.run("c", operation, each);
        assertThat(answer.fingerprint()).isEqualTo("REDACTED");
        assertThat(answer.output()).asString().contains("REDACTED").doesNotContain("VALUE");
      }
    }
  }

  @Test
  void noExpectationCanGuessAValue() {
    ClusterAnswer right = run(GET, Format.NONE, "object.data.password == 'VALUE'");
    ClusterAnswer wrong = run(GET, Format.NONE, "object.data.password == 'WRONG'");

    assertThat(requireNonNull(right.error()).message().replace("VALUE", "WRONG"))
        .isEqualTo(requireNonNull(wrong.error()).message());
    assertThat(run(GET, Format.NONE, "'password' in object.data").error()).isNull();
  }

  @Test
  void fingerprintsTellWhichKeysThereAre() {
    String fingerprint = run(GET, Format.OBJECTS).fingerprint();

    server.on(PATH, SECRET.replace("\"password\":\"VALUE\"", "\"password\":\"other\""));
    assertThat(run(GET, Format.OBJECTS).fingerprint()).isEqualTo(fingerprint);

    server.on(PATH, SECRET.replace("\"password\":", "\"token\":"));
    assertThat(run(GET, Format.OBJECTS).fingerprint()).isNotEqualTo(fingerprint);
  }

  @Test
  void aConditionIsOfWhatIsShown() {
    String path = "/api/v1/namespaces/mine/secrets?fieldSelector=metadata.name%3Ds";
    server
        .on(path, list(ITEM.replace("password", "other")))
        .on(
            path + "&watch=true&allowWatchBookmarks=true&resourceVersion=1",
            AwaitedPod.event("MODIFIED", SECRET));

    ClusterAnswer answer =
        run(
            new Operation.AwaitCondition(
                REF, "object.data.password == 'REDACTED'", Duration.ofMillis(100)),
            Format.OBJECTS);

    assertThat(only(answer)).isEqualTo(REDACTED);
  }

  @Test
  void aConditionThatIsPolledIsToo() {
    server.on(
        "/api/v1/namespaces/mine/secrets?fieldSelector=metadata.name%3Ds",
        403, "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"reason\":\"Forbidden\",\"code\":403}");

    ClusterAnswer answer =
        run(
            new Operation.AwaitCondition(
                REF, "object.data.password == 'REDACTED'", Duration.ofMillis(100)),
            Format.OBJECTS);

    assertThat(only(answer)).isEqualTo(REDACTED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"data\":{\"password\":\"VALUE\"}}",
        "{\"data\":{\"password\":\"VALUE\"",
        "{\"kind\":\"SecretList\",\"data\":\"VALUE\"}",
        "VALUE"
      })
  void anAnswerThatCannotBeReadIsNotQuoted(String body) {
    String path = "/api/v1/namespaces/mine/secrets?fieldSelector=metadata.name%3Ds";
    server.on(PATH, body).on(LIST, body).on(path, body);

    ClusterAnswer await =
        run(new Operation.AwaitCondition(REF, "true", Duration.ofSeconds(1)), Format.OBJECTS);

    assertHidden(await);
    assertThat(requireNonNull(await.error()).message()).endsWith("and is not shown)");
    assertHidden(run(GET, Format.OBJECTS));
    assertHidden(run(GET, Format.TABLE));
    assertHidden(run(LIST_ALL, Format.OBJECTS));
  }

  @Test
  void whoMaySeeThemSeesThem() {
    server.on(LIST, list(ITEM));
    Fleet showing = server.fleet.showingSecrets();

    assertThat(only(showing.run("c", GET, Format.OBJECTS))).isEqualTo(SECRET);
    assertThat(only(showing.run("c", LIST_ALL, Format.OBJECTS))).isEqualTo(SECRET);
    assertThat(
            showing
                .run("c", GET, new OutputPolicy(Format.NONE, 1 << 20, "", "object.data"))
                .output())
        .isInstanceOfSatisfying(
            Output.ProjectedValues.class,
            values ->
                assertThat(values.values().getFirst().json())
                    .isEqualTo("{\"password\":\"VALUE\"}"));
  }

  @ParameterizedTest
  @CsvSource({"true, false", "false, true", "false, false"})
  void whoMaySeeThemOnlyWhenItIsAcceptedOrOnlyWhenItRunsDoesNot(
      boolean whenAccepted, boolean whenRun) {
    Fleet fleet = server.fleet.showingSecrets(whenAccepted, whenRun);

    assertThat(only(fleet.run("c", GET, Format.OBJECTS))).isEqualTo(REDACTED);
  }
}

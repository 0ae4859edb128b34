package io.fleetexecutor.operation;

import static io.fleetexecutor.operation.Pods.listPods;
import static io.fleetexecutor.operation.Pods.names;
import static io.fleetexecutor.operation.Pods.objects;
import static io.fleetexecutor.operation.Pods.page;
import static io.fleetexecutor.operation.Pods.pod;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.Operation;
import io.fleetexecutor.model.Output;
import io.fleetexecutor.model.Output.ResourceTable;
import io.fleetexecutor.model.OutputPolicy.Format;
import io.fleetexecutor.model.ResourceRef;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ListResourcesTest {

  private static final String ALL = "/api/v1/pods?limit=500";

  private final FakeApiServer server = new FakeApiServer();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void everyPageIsRead() {
    server
        .on(ALL, page("more/+", pod("a"), pod("b")))
        .on("/api/v1/pods?limit=1000&continue=more%2F%2B", page("", pod("c")));

    ClusterAnswer answer = list(Format.OBJECTS);

    assertThat(names(answer)).containsExactly("a", "b", "c");
    assertThat(answer.outputTruncated()).isFalse();
    assertThat(answer.totalOutputBytes())
        .isEqualTo(objects(answer).stream().mapToLong(object -> object.json().size()).sum());
  }

  @Test
  void laterPagesAreLarger() {
    server
        .on(ALL, page("1", pod("a")))
        .on("/api/v1/pods?limit=1000&continue=1", page("2", pod("b")))
        .on("/api/v1/pods?limit=1000&continue=2", page("", pod("c")));

    assertThat(names(list(Format.OBJECTS))).containsExactly("a", "b", "c");
  }

  @Test
  void objectsOfAListGetTheirTypeAndOneLine() {
    server.on(
        ALL,
        page(
            "",
            """
            { "metadata" : {"name":"ä", "namespace":"n"},
              "spec": {"n": 1.0, "big": 12345678901234567890, "t": "a\\"\\n<", "e": {}, "l": [ ]} }
            """,
            "{}"));

    assertThat(objects(list(Format.OBJECTS)))
        .extracting(object -> object.json().toString())
        .containsExactly(
            """
            {"apiVersion":"v1","kind":"Pod","metadata":{"name":"ä","namespace":"n"},"spec":{"n":1.0,"big":12345678901234567890,"t":"a\\"\\n<","e":{},"l":[]}}"""
                .strip(),
            "{\"apiVersion\":\"v1\",\"kind\":\"Pod\"}");
  }

  @Test
  void aListThatExpiresBetweenPagesIsReadAgainInOnePiece() {
    server
        .on(ALL, page("more", pod("a"), pod("b")))
        .on(
            "/api/v1/pods?limit=1000&continue=more",
            410,
            "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"reason\":\"Expired\",\"code\":410}")
        .on("/api/v1/pods", page("", pod("x"), pod("y"), pod("z")));

    assertThat(names(list(Format.OBJECTS))).containsExactly("x", "y", "z");
  }

  @Test
  void noMoreObjectsThanAskedForComeBack() {
    server
        .on("/api/v1/pods?limit=3", page("more", pod("a"), pod("b"), pod("c")))
        .on("/api/v1/pods?limit=4", page("", pod("a"), pod("b"), pod("c")));

    ClusterAnswer two = list(Format.OBJECTS, 2);
    ClusterAnswer three = list(Format.OBJECTS, 3);

    assertThat(names(two)).containsExactly("a", "b");
    assertThat(two.outputTruncated()).isTrue();
    assertThat(names(three)).containsExactly("a", "b", "c");
    assertThat(three.outputTruncated()).isFalse();
  }

  @Test
  void aTableIsAsTheApiServerMadeIt() {
    server.on(
        ALL,
        """
        {"kind":"Table","apiVersion":"meta.k8s.io/v1","metadata":{},
         "columnDefinitions":[{"name":"Name","type":"string","priority":0},
                              {"name":"Restarts","type":"integer","priority":1}],
         "rows":[{"cells":["a",3.0],"object":{"metadata":{"name":"a","namespace":"n",
                                              "managedFields":[{"x":[{}]}]}}},
                 {"cells":[null,true],"object":null}]}
        """);

    assertThat(list(Format.TABLE).output())
        .isEqualTo(
            new ResourceTable(
                List.of(
                    new Output.Column("Name", "string", 0),
                    new Output.Column("Restarts", "integer", 1)),
                List.of(
                    new Output.Row(List.of("a", "3"), new ResourceRef("v1", "Pod", "n", "a")),
                    new Output.Row(List.of("", "true"), null))));
  }

  @Test
  void anApiServerWithoutTablesGivesNamesAndTimes() {
    server.on(
        ALL,
        page("", "{\"metadata\":{\"name\":\"a\",\"creationTimestamp\":\"2026-01-02T03:04:05Z\"}}"));

    ResourceTable table = (ResourceTable) requireNonNull(list(Format.TABLE).output());

    assertThat(table.columns())
        .extracting(Output.Column::name)
        .containsExactly("Name", "Created At");
    assertThat(table.rows().getFirst().cells()).containsExactly("a", "2026-01-02T03:04:05Z");
  }

  @Test
  void anApiServerThatIgnoresTheMetadataFormatGivesNoMore() {
    server.on(ALL, page("", "{\"spec\":{\"a\":[1]},\"metadata\":{\"name\":\"a\"},\"status\":1}"));

    assertThat(objects(list(Format.METADATA)).getFirst().json().toString())
        .isEqualTo("{\"apiVersion\":\"v1\",\"kind\":\"Pod\",\"metadata\":{\"name\":\"a\"}}");
  }

  @Test
  void selectorsAndTheContextsNamespaceAreSent() {
    server.on(
        "/api/v1/namespaces/mine/pods?limit=500&labelSelector=app+in+%28a%2Cb%29&fieldSelector=spec.nodeName%3Dn%261",
        page("", pod("a")));

    ClusterAnswer answer =
        server.fleet.run(
            "c",
            new Operation.ListResources(
                "v1", "Pod", "", "app in (a,b)", "spec.nodeName=n&1", 0, true),
            Format.OBJECTS);

    assertThat(names(answer)).containsExactly("a");
  }

  @Test
  void aNamespaceIsIgnoredForAKindWithoutNamespaces() {
    server.on(
        "/api/v1/nodes?limit=500", "{\"kind\":\"NodeList\",\"apiVersion\":\"v1\",\"items\":[]}");

    assertThat(server.fleet.run("c", Fleet.list("no", "some"), Format.OBJECTS).state())
        .isEqualTo(ClusterState.FAILED); // a short name asks the other groups as well
    server.on("/apis", "{\"kind\":\"APIGroupList\",\"groups\":[]}");
    assertThat(server.fleet.run("c", Fleet.list("no", "some"), Format.OBJECTS).state())
        .isEqualTo(ClusterState.SUCCEEDED);
  }

  @Test
  void aNameThatWouldChangeThePathIsRefused() {
    ClusterAnswer answer =
        server.fleet.run("c", Fleet.list("pods", "../../secrets"), Format.OBJECTS);

    assertThat(requireNonNull(answer.error()).reason()).isEqualTo("INVALID_NAME");
  }

  private ClusterAnswer list(Format format) {
    return list(format, 0);
  }

  private ClusterAnswer list(Format format, int maxObjectCount) {
    return server.fleet.run("c", listPods(maxObjectCount), format);
  }
}

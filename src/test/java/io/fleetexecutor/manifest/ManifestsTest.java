package io.fleetexecutor.manifest;

import static io.fleetexecutor.manifest.Sources.configMap;
import static io.fleetexecutor.manifest.Sources.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.model.Manifest;
import org.junit.jupiter.api.Test;

/** Which objects a source has. */
class ManifestsTest {
  private static final String A =
      "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"a\"}}";
  private static final String B = A.replace("\"a\"", "\"b\"");

  @Test
  void anObjectIsNamedAndWhole() throws Exception {
    assertThat(
            Manifests.parse(
                """
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: web
                  namespace: shop
                spec:
                  replicas: 3
                """))
        .containsExactly(
            new Manifest(
                "apps/v1",
                "Deployment",
                "shop",
                "web",
                "{\"apiVersion\":\"apps/v1\",\"kind\":\"Deployment\",\"metadata\":"
                    + "{\"name\":\"web\",\"namespace\":\"shop\"},\"spec\":{\"replicas\":3}}"));
  }

  @Test
  void documentsAreReadInTheirOrder() throws Exception {
    assertThat(Manifests.parse(configMap("b", "") + "---\n" + configMap("a", "")))
        .extracting(Manifest::name)
        .containsExactly("b", "a");
  }

  @Test
  void emptyDocumentsAndThoseOfCommentsAloneAreSkipped() throws Exception {
    String source =
        "# first\n---\n\n---\n# only a comment\n---\nnull\n---\n~\n---\n"
            + configMap("a", "")
            + "---\n";
    assertThat(Manifests.parse(source)).extracting(Manifest::name).containsExactly("a");
  }

  @Test
  void jsonIsRead() throws Exception {
    assertThat(json(A)).isEqualTo(A);
  }

  @Test
  void jsonMayBeIndentedWithTabsAndEscapeWhatItLikes() throws Exception {
    assertThat(
            json(
                "{\n\t\"apiVersion\": \"v1\",\n\t\"kind\": \"K\",\n\t\"metadata\": {\"name\": \"a\"},\n"
                    + "\t\"data\": \"\\/\\ud83d\\ude00\"\n}\n"))
        .endsWith("\"data\":\"/😀\"}");
  }

  @Test
  void jsonValuesMayFollowEachOther() throws Exception {
    assertThat(Manifests.parse(A + B)).extracting(Manifest::name).containsExactly("a", "b");
    assertThat(Manifests.parse(A + "\n\n" + B))
        .extracting(Manifest::name)
        .containsExactly("a", "b");
  }

  @Test
  void jsonAndYamlMayBeMixed() throws Exception {
    assertThat(Manifests.parse("---\n" + A + "\n--- " + B + "\n---\n" + configMap("c", "")))
        .extracting(Manifest::name)
        .containsExactly("a", "b", "c");
  }

  @Test
  void yamlInFlowStyleIsNoJsonAndStillRead() throws Exception {
    assertThat(json("{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}")).isEqualTo(A);
    assertThat(json(A + "\n...\n")).isEqualTo(A);
  }

  @Test
  void listsAreTakenApart() throws Exception {
    assertThat(
            Manifests.parse(
                "apiVersion: v1\nkind: List\nitems:\n- %s\n- %s\n---\n".formatted(A, B)
                    + "apiVersion: v1\nkind: ConfigMapList\nitems:\n- "
                    + A.replace("\"a\"", "\"c\"")))
        .extracting(Manifest::name)
        .containsExactly("a", "b", "c");
  }

  @Test
  void aKindThatEndsInListWithoutItemsIsAnObject() throws Exception {
    assertThat(Manifests.parse("{apiVersion: a.io/v1, kind: AllowList, metadata: {name: x}}"))
        .extracting(Manifest::kind)
        .containsExactly("AllowList");
  }

  @Test
  void aByteOrderMarkAndWindowsLineEndsAreFine() throws Exception {
    assertThat(
            Manifests.parse(
                ("\uFEFF" + configMap("a", "") + "---\n" + configMap("b", ""))
                    .replace("\n", "\r\n")))
        .extracting(Manifest::name)
        .containsExactly("a", "b");
    assertThat(Manifests.parse("\uFEFF" + A)).hasSize(1);
  }

  @Test
  void directivesAndDocumentEndsAreFine() throws Exception {
    assertThat(
            Manifests.parse(
                "%YAML 1.1\n---\n"
                    + configMap("a", "")
                    + "...\n# next\n%YAML 1.1\n---\n"
                    + configMap("b", "")))
        .extracting(Manifest::name)
        .containsExactly("a", "b");
  }

  @Test
  void dashesWithinTextCutNothing() throws Exception {
    assertThat(
            json(
                configMap(
                    "a", "data:\n  script: |\n    ---\n    x\n  cert: |\n    -----BEGIN X-----")))
        .contains("\"script\":\"---\\nx\\n\"");
  }

  @Test
  void theSameNameElsewhereIsAnotherObject() throws Exception {
    assertThat(
            Manifests.parse(
                "{apiVersion: v1, kind: A, metadata: {name: x}}\n---\n"
                    + "{apiVersion: g/v1, kind: A, metadata: {name: x}}\n---\n"
                    + "{apiVersion: v1, kind: B, metadata: {name: x}}\n---\n"
                    + "{apiVersion: v1, kind: A, metadata: {name: x, namespace: ns}}"))
        .hasSize(4);
  }
}

package io.fleetexecutor.manifest;

import static io.fleetexecutor.manifest.Sources.configMap;
import static io.fleetexecutor.manifest.Sources.problemsOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of a source that cannot be applied. */
class ManifestProblemsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " \n",
        "# nothing\n",
        "---\n---\n",
        "null",
        "{apiVersion: v1, kind: List, items: []}"
      })
  void nothingToApplyIsAnError(String source) {
    assertThat(problemsOf(source))
        .containsExactly("there is nothing to apply; give at least one object");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {kind: A, metadata: {name: a}}                           | 1  | apiVersion is missing
          {apiVersion: v1, metadata: {name: a}}                    | 1  | kind is missing
          {apiVersion: v1, kind: A}                                | 1  | metadata.name is missing
          {apiVersion: v1, kind: A, metadata: {}}                  | 37 | metadata.name is missing
          {apiVersion: v1, kind: A, metadata: null}                | 1  | metadata.name is missing
          {apiVersion: v1, kind: A, metadata: x}                   | 37 | metadata must be an object
          {apiVersion: v1, kind: A, metadata: {name: ""}}          | 44 | metadata.name is empty
          {apiVersion: v1, kind: A, metadata: {name: 123}}         | 44 | metadata.name must be a string; quote it: "123"
          {apiVersion: v1, kind: A, metadata: {name: on}}          | 44 | metadata.name must be a string; quote it: "on"
          {apiVersion: v1, kind: A, metadata: {name: [a]}}         | 44 | metadata.name must be a string
          {apiVersion: 1, kind: A, metadata: {name: a}}            | 14 | apiVersion must be a string; quote it: "1"
          {apiVersion: v1, kind: "a b", metadata: {name: a}}       | 24 | kind "a b" is no kind; write it as "Deployment"
          {apiVersion: a/b/c, kind: A, metadata: {name: a}}        | 14 | apiVersion "a/b/c" is no API version; write it as "v1" or "apps/v1"
          {apiVersion: /v1, kind: A, metadata: {name: a}}          | 14 | apiVersion "/v1" is no API version; write it as "v1" or "apps/v1"
          {apiVersion: v1, kind: A, metadata: {name: a/b}}         | 44 | metadata.name "a/b" may not contain / or %
          {apiVersion: v1, kind: A, metadata: {name: "a%b"}}       | 44 | metadata.name "a%b" may not contain / or %
          {apiVersion: v1, kind: A, metadata: {name: ..}}          | 44 | metadata.name ".." cannot be a name
          {apiVersion: v1, kind: A, metadata: {name: a, namespace: 1}} | 58 | metadata.namespace must be a string; quote it: "1"
          {apiVersion: v1, kind: A, metadata: {generateName: a-}}  | 52 | metadata.generateName does not do: server-side apply needs a metadata.name
          [a]                                                      | 1  | this is no object; it needs apiVersion, kind and metadata.name
          text                                                     | 1  | this is no object; it needs apiVersion, kind and metadata.name
          """)
  void whatNamesAnObjectIsChecked(String source, int column, String expected) {
    assertThat(problemsOf(source))
        .containsExactly("document 1, line 1, column %d: %s".formatted(column, expected));
  }

  @Test
  void aNamespaceIsALabel() {
    assertThat(problemsOf("{apiVersion: v1, kind: A, metadata: {name: a, namespace: A_b}}"))
        .singleElement()
        .asString()
        .startsWith("document 1, line 1, column 58: metadata.namespace \"A_b\" is no namespace");
  }

  @Test
  void aNameHasAtMost253Characters() throws Exception {
    assertThat(Manifests.parse(configMap("a".repeat(253), ""))).hasSize(1);
    assertThat(problemsOf(configMap("a".repeat(254), "")))
        .singleElement()
        .asString()
        .endsWith("is longer than 253 characters");
  }

  @Test
  void allProblemsAreToldWithTheirPlaces() {
    assertThat(
            problemsOf(
                "# one\n---\nkind: A\n---\napiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: B\n"
                    + "- 3\n---\r\n{\"apiVersion\":\"v1\",\n\"kind\": 7,\"metadata\":{\"name\":\"x\"}}"))
        .containsExactly(
            "document 1, line 3, column 1: apiVersion is missing",
            "document 1, line 3, column 1: metadata.name is missing",
            "document 2, item 1, line 8, column 3: metadata.name is missing",
            "document 2, item 2, line 10, column 3: this is no object; it needs apiVersion, kind and metadata.name",
            "document 3, line 13, column 9: kind must be a string; quote it: \"7\"");
  }

  @Test
  void theMessageHasThemAll() {
    assertThatThrownBy(() -> Manifests.parse("kind: A\napiVersion: v1\n---\nx"))
        .hasMessage(
            "document 1, line 1, column 1: metadata.name is missing; document 2, line 4, column 1: "
                + "this is no object; it needs apiVersion, kind and metadata.name");
  }

  @Test
  void atMostAHundredProblemsAreTold() {
    assertThat(problemsOf("---\nx\n".repeat(500))).hasSize(100);
  }

  @Test
  void theSameObjectTwiceIsRefusedWhateverItsVersion() {
    assertThat(
            problemsOf(
                "{apiVersion: g/v1, kind: A, metadata: {name: x, namespace: ns}}\n---\n"
                    + "{apiVersion: g/v1beta1, kind: A, metadata: {name: x, namespace: ns}}"))
        .containsExactly(
            "document 2, line 3, column 1: A \"ns/x\" is there twice, first in document 1");
  }

  @Test
  void aListInAListIsRefused() {
    assertThat(
            problemsOf(
                "{apiVersion: v1, kind: List, items: [{apiVersion: v1, kind: List, items: []}]}"))
        .containsExactly("document 1, item 1, line 1, column 38: a List cannot be in a List");
  }
}

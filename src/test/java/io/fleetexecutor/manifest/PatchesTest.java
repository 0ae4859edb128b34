package io.fleetexecutor.manifest;

import static io.fleetexecutor.manifest.Sources.problems;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.model.Operation.PatchType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What patches become, and what is wrong with those that are none. */
class PatchesTest {

  private static List<String> problemsOf(PatchType type, String source) {
    return problems(() -> Patches.toJson(type, source));
  }

  @Test
  void aJsonPatchMayBeYaml() throws Exception {
    assertThat(
            Patches.toJson(
                PatchType.JSON,
                """
                - {op: replace, path: /spec/replicas, value: 3}
                - op: add
                  path: /metadata/labels/a.io~1b
                  value: null
                - {op: test, path: "", value: {}}
                - {op: move, from: /a, path: /b/-}
                - {op: copy, from: /a, path: /b}
                - {op: remove, path: /c}
                """))
        .startsWith("[{\"op\":\"replace\",\"path\":\"/spec/replicas\",\"value\":3},")
        .contains("\"path\":\"/metadata/labels/a.io~1b\",\"value\":null}");
  }

  @ParameterizedTest
  @EnumSource(names = {"MERGE", "STRATEGIC_MERGE"})
  void otherPatchesAreObjects(PatchType type) throws Exception {
    assertThat(Patches.toJson(type, "spec: {replicas: 3, paused: null}"))
        .isEqualTo("{\"spec\":{\"replicas\":3,\"paused\":null}}");
    assertThat(Patches.toJson(type, "---\n{\"a\": {}}\n")).isEqualTo("{\"a\":{}}");
    assertThat(problemsOf(type, "[]"))
        .containsExactly("the patch, line 1, column 1: a patch of this type must be an object");
    assertThat(problemsOf(type, "# x\n{}"))
        .containsExactly("the patch, line 2, column 1: changes nothing: it is an empty object");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {path: /a}                                | 1  | op is missing
          {op: 1, path: /a}                         | 6  | op must be a string
          {op: set, path: /a}                       | 1  | op "set" is unknown; use add, remove, replace, move, copy or test
          {op: remove}                              | 1  | path is missing
          {op: remove, path: 1}                     | 20 | path must be a string
          {op: add, path: /a}                       | 1  | value is missing, which add needs
          {op: replace, path: /a}                   | 1  | value is missing, which replace needs
          {op: test, path: /a}                      | 1  | value is missing, which test needs
          {op: move, path: /a}                      | 1  | from is missing
          {op: copy, path: /a}                      | 1  | from is missing
          3                                         | 1  | must be an object with op and path
          """)
  void operationsAreComplete(String operation, int column, String expected) {
    assertThat(problemsOf(PatchType.JSON, "- {op: remove, path: /a}\n- " + operation))
        .containsExactly("operation 2, line 2, column %d: %s".formatted(column + 2, expected));
  }

  @ParameterizedTest
  @CsvSource({"path, spec/replicas", "path, /a~b", "path, /a~", "path, /~2", "from, a"})
  void pointersAreWellFormed(String key, String pointer) {
    String other = key.equals("path") ? "from" : "path";
    assertThat(
            problemsOf(
                PatchType.JSON, "[{op: copy, %s: /x, %s: %s}]".formatted(other, key, pointer)))
        .containsExactly(
            ("operation 1, line 1, column 2: %s \"%s\" is no JSON pointer; it begins with /, as in "
                    + "/metadata/labels, and has ~0 for ~ and ~1 for / in a name")
                .formatted(key, pointer));
  }

  @Test
  void aVeryLongPointerIsChecked() throws Exception {
    String pointer = "/~0".repeat(100_000);
    assertThat(
            Patches.toJson(
                PatchType.JSON, "[{\"op\":\"remove\",\"path\":\"%s\"}]".formatted(pointer)))
        .contains(pointer);
  }

  @Test
  void allProblemsAreToldAtOnce() {
    assertThat(problemsOf(PatchType.JSON, "[{\"op\":\"add\"},\n{\"path\":\"a\",\"path\":\"/b\"}]"))
        .containsExactly(
            "operation 1, line 1, column 2: path is missing",
            "operation 1, line 1, column 2: value is missing, which add needs",
            "operation 2, line 2, column 13: the key \"path\" is there twice, first at line 2, column 2",
            "operation 2, line 2, column 1: op is missing",
            "operation 2, line 2, column 1: path \"a\" is no JSON pointer; it begins with /, as in "
                + "/metadata/labels, and has ~0 for ~ and ~1 for / in a name");
  }

  @Test
  void aJsonPatchIsAnArrayThatDoesSomething() {
    assertThat(problemsOf(PatchType.JSON, "{\"op\":\"remove\",\"path\":\"/a\"}"))
        .containsExactly(
            "the patch, line 1, column 1: a JSON patch must be an array of operations");
    assertThat(problemsOf(PatchType.JSON, "[]"))
        .containsExactly("the patch, line 1, column 1: changes nothing: it has no operations");
  }

  @Test
  void aPatchIsOneDocumentOfSomeSize() {
    assertThat(problemsOf(PatchType.MERGE, "a: 1\n---\nb: 1\n"))
        .containsExactly("the patch has 2 documents; give one");
    assertThat(problemsOf(PatchType.MERGE, "")).containsExactly("the patch is empty");
    assertThat(problemsOf(PatchType.MERGE, "null")).containsExactly("the patch is empty");
    assertThat(problemsOf(PatchType.MERGE, "a: " + "b".repeat(3 << 19)))
        .containsExactly("the patch is larger than 1.5 MiB");
    assertThat(problemsOf(PatchType.MERGE, "a: b: c"))
        .containsExactly(
            "document 1, line 1, column 5: this is not YAML: mapping values are not allowed here");
    assertThat(problemsOf(PatchType.MERGE, "a: !!binary aa==")).hasSize(1);
  }
}

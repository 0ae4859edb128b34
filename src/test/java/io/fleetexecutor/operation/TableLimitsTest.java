package io.fleetexecutor.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetexecutor.cluster.ClusterFailure;
import io.fleetexecutor.cluster.json.DocumentReader;
import io.fleetexecutor.cluster.json.JsonBodyReader;
import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.Output;
import io.fleetexecutor.model.OutputPolicy;
import io.fleetexecutor.model.OutputPolicy.Format;
import io.fleetexecutor.testing.EndlessAnswer;
import io.vertx.core.buffer.Buffer;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A table has a bound, also where its cells have no text. */
class TableLimitsTest {
  private static final String TABLE = "{\"kind\":\"Table\",\"apiVersion\":\"meta.k8s.io/v1\",";
  private static final String ROWS = TABLE + "\"rows\":[";
  private static final String COLUMNS = TABLE + "\"columnDefinitions\":[";

  private final OutputPolicy policy =
      new OutputPolicy(Format.TABLE, OutputPolicy.DEFAULT_MAX_OUTPUT_BYTES);
  private final TableCollector table =
      new TableCollector(
          policy,
          new Review(new Questions(null, null, List.of()), policy.maxOutputBytes()),
          Visibility.WHOLE,
          0,
          new ApiResource(GroupVersion.CORE, "pods", "pod", "Pod", List.of(), true));
  private final JsonBodyReader<?> reader =
      new JsonBodyReader<>(new DocumentReader(table.elementReaders()));

  private int rows() {
    return ((Output.ResourceTable) table.output()).rows().size();
  }

  private void assertCut() {
    ClusterAnswer answer = table.answer();
    assertThat(answer.outputTruncated()).isTrue();
    assertThat(answer.totalOutputBytes()).isZero();
    assertThat(rows()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"cells\":[]}",
        "{\"cells\":[\"\",\"\",\"\",\"\",null]}",
        "{\"cells\":[],\"object\":{\"metadata\":{}}}"
      })
  void rowsWithoutTextAreCut(String row) {
    EndlessAnswer.feed(reader, ROWS, i -> row + ",");

    assertCut();
  }

  @ParameterizedTest
  @ValueSource(strings = {"name", "namespace"})
  void rowsWithLongNamesAreCut(String field) {
    String name = "x".repeat(1 << 20);

    EndlessAnswer.feed(
        reader,
        ROWS,
        i -> "{\"cells\":[],\"object\":{\"metadata\":{\"%s\":\"%s\"}}},".formatted(field, name));

    assertCut();
  }

  @Test
  void objectsWhereATableWasAskedForAreCut() {
    EndlessAnswer.feed(reader, "{\"kind\":\"PodList\",\"items\":[", i -> "{},");

    assertCut();
  }

  @Test
  void columnsThatDoNotEndAreUnexpected() {
    assertThatThrownBy(() -> EndlessAnswer.feed(reader, COLUMNS, i -> "{},"))
        .isInstanceOf(ClusterFailure.class)
        .hasMessage("the table has more than 1,000 columns");
  }

  @ParameterizedTest
  @ValueSource(strings = {"name", "type"})
  void soAreColumnsWithLongNames(String field) {
    String column = "{\"%s\":\"%s\"},".formatted(field, "x".repeat(1_001));

    assertThatThrownBy(() -> EndlessAnswer.feed(reader, COLUMNS, i -> column))
        .isInstanceOf(ClusterFailure.class)
        .hasMessage("a column of the table has a name or a type of more than 1,000 characters");
  }

  @Test
  void aTableOf5000PodsIsWhole() {
    String cells = String.join(",", Collections.nCopies(19, "\"1234567\""));
    String row =
        "{\"cells\":[\"%1$s\",%2$s],\"object\":{\"metadata\":{\"name\":\"%1$s\",\"namespace\":\"%3$s\"}}}"
            .formatted("p".repeat(63), cells, "n".repeat(30));
    reader.read(
        Buffer.buffer(
            COLUMNS
                + String.join(",", Collections.nCopies(20, "{\"name\":\"A\",\"type\":\"string\"}"))
                + "],\"rows\":["
                + String.join(",", Collections.nCopies(5_000, row))
                + "]}"));
    reader.result();

    assertThat(rows()).isEqualTo(5_000);
    assertThat(table.answer().outputTruncated()).isFalse();
    assertThat(table.answer().totalOutputBytes()).isEqualTo(5_000 * (63 + 19 * 7));
  }
}

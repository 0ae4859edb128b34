package io.fleetexecutor.cluster.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetexecutor.cluster.ClusterFailure;
import io.fleetexecutor.testing.EndlessAnswer;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a reader keeps of an answer has a bound, whatever the answer is made of. */
class EndlessElementsTest {

  private static JsonBodyReader<?> list() {
    return new JsonBodyReader<>(
        new DocumentReader(Map.of("items", new TreeReader(element -> true))));
  }

  private static void assertRefused(
      JsonBodyReader<?> reader, String start, IntFunction<String> element, String message) {
    assertThatThrownBy(() -> EndlessAnswer.feed(reader, start, element))
        .isInstanceOf(ClusterFailure.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\",", "0,", "null,", "{},", "[],", "[[]],"})
  void anElementHasABoundAlsoWhereItIsMadeOfNoText(String value) {
    assertRefused(
        list(),
        "{\"kind\":\"PodList\",\"items\":[{\"a\":[",
        i -> value,
        "an element of the answer is too large");
  }

  @Test
  void soHasAnEventOfAWatch() {
    assertRefused(
        new JsonBodyReader<>(new WatchEvents(event -> true)),
        "{\"type\":\"ADDED\",\"object\":{\"a\":[",
        i -> "\"\",",
        "an element of the answer is too large");
  }

  @Test
  void andTheMetadataOfAList() {
    assertRefused(
        list(), "{\"metadata\":{\"a\":[", i -> "\"\",", "an element of the answer is too large");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "\"\"", "null", "\"some text\""})
  void theFieldsOfADocumentHaveABound(String value) {
    assertRefused(
        list(),
        "{\"kind\":\"Table\"",
        i -> ",\"" + i + "\":" + value,
        "the answer has too much beside its elements");
  }

  @Test
  void oneLongFieldIsTooMuchAsWell() {
    String text = "x".repeat((1 << 20) + 1);

    assertThatThrownBy(() -> list().read(Buffer.buffer("{\"kind\":\"" + text + "\"")))
        .isInstanceOf(ClusterFailure.class)
        .hasMessage("the answer has too much beside its elements");
  }

  @Test
  void anObjectAsLargeAsAnApiServerStoresIsRead() {
    List<Integer> sizes = new ArrayList<>();
    JsonBodyReader<?> reader =
        new JsonBodyReader<>(
            new DocumentReader(
                Map.of("items", new TreeReader(item -> sizes.add(item.path("a").size())))));

    reader.read(
        Buffer.buffer(
            "{\"kind\":\"XList\",\"items\":[{\"a\":["
                + String.join(",", Collections.nCopies(750_000, "0"))
                + "]}]}"));
    reader.result();

    assertThat(sizes).containsExactly(750_000);
  }
}

package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What kubectl printed, and how it ended. */
record KubectlRun(String command, int exitCode, String out, String err) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What the API server answered, printed at -v=9. */
  private static final Pattern STATUS = Pattern.compile("\\{\"kind\":\"Status\".*\\}");

  private static final Pattern LOG_LINE = Pattern.compile("[IWE]\\d{4} .*|\\s.*|>");

  KubectlRun succeeded() {
    assertThat(exitCode).as("kubectl %s: %s", command, err).isZero();
    return this;
  }

  /** What -o json printed: the items of a list, or one object, or several one after the other. */
  List<JsonNode> objects() {
    List<JsonNode> objects = new ArrayList<>();
    for (JsonNode printed : values()) {
      if (printed.path("kind").asText("").equals("List")) {
        printed.path("items").forEach(objects::add);
      } else {
        objects.add(printed);
      }
    }
    return objects;
  }

  private List<JsonNode> values() {
    try (var parser = JSON.createParser(out)) {
      List<JsonNode> values = new ArrayList<>();
      parser.readValuesAs(new TypeReference<JsonNode>() {}).forEachRemaining(values::add);
      return values;
    } catch (IOException e) {
      throw new IllegalStateException("no JSON: " + out, e);
    }
  }

  /** The Status that the API server refused the request with, of a run at -v=9. */
  JsonNode refusal() {
    List<String> answers = STATUS.matcher(err).results().map(MatchResult::group).toList();
    assertThat(answers).as(err).isNotEmpty();
    return ComparedObjects.parse(answers.getLast());
  }

  /** What it told its user, without its log. */
  String complaint() {
    return err.lines()
        .filter(line -> !LOG_LINE.matcher(line).matches())
        .collect(Collectors.joining("\n"));
  }
}

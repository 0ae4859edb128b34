package io.fleetexecutor.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretRedactionTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SECRET =
      """
      {"apiVersion":"v1","kind":"Secret","type":"Opaque",
       "metadata":{"name":"s","annotations":{"a":"b",
        "kubectl.kubernetes.io/last-applied-configuration":"{'data':{'k':'VALUE-0'}}"}},
       "data":{"password":"VALUE-1"},"stringData":{"note":"VALUE-2"}}
      """;

  private static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static JsonNode redacted(String json) {
    JsonNode tree = tree(json);
    assertThat(SecretRedaction.redact(tree)).isTrue();
    return tree;
  }

  private static JsonNode redactedSecrets(String json) {
    JsonNode tree = tree(json);
    assertThat(SecretRedaction.redactSecrets(tree)).isTrue();
    return tree;
  }

  @Test
  void valuesAreReplacedAndEverythingElseStays() {
    assertThat(redacted(SECRET))
        .isEqualTo(
            tree(
                """
                {"apiVersion":"v1","kind":"Secret","type":"Opaque",
                 "metadata":{"name":"s","annotations":{"a":"b",
                  "kubectl.kubernetes.io/last-applied-configuration":"REDACTED"}},
                 "data":{"password":"REDACTED"},"stringData":{"note":"REDACTED"}}
                """));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"VALUE\"",
        "[\"VALUE\"]",
        "[[\"VALUE\"]]",
        "{\"a\":{\"b\":\"VALUE\"}}",
        "{\"a\":[{\"b\":\"VALUE\"},\"VALUE\"]}"
      })
  void valuesAreReplacedWhateverTheirShapeIs(String data) {
    assertThat(redacted("{\"apiVersion\":\"v1\",\"kind\":\"Secret\",\"data\":" + data + "}"))
        .asString()
        .contains("REDACTED")
        .doesNotContain("VALUE");
  }

  @ParameterizedTest
  @CsvSource({
    "v1,Secret",
    "v2,Secret",
    "'',Secret",
    "/v1,Secret",
    "v1,secret",
    "v1,secrets",
    "v1,secrets.v1."
  })
  void aSecretIsKnownInEveryVersionAndSpelling(String apiVersion, String kind) {
    assertThat(SecretRedaction.isSecret(apiVersion, kind)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"v1,ConfigMap", "example.com/v1,Secret", "v1,SecretList", "v1,''", "v1,secretstore"})
  void nothingElseIsOne(String apiVersion, String kind) {
    assertThat(SecretRedaction.isSecret(apiVersion, kind)).isFalse();
    JsonNode object =
        tree(
            "{\"apiVersion\":\"%s\",\"kind\":\"%s\",\"data\":{\"k\":\"v\"}}"
                .formatted(apiVersion, kind));
    JsonNode before = object.deepCopy();

    assertThat(SecretRedaction.redact(object)).isFalse();
    assertThat(object).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"kind\":\"List\",\"apiVersion\":\"v1\",\"items\":[{\"kind\":\"Pod\"},SECRET]}",
        "{\"kind\":\"SecretList\",\"apiVersion\":\"v1\",\"items\":[SECRET,{\"data\":{\"k\":\"VALUE\"}}]}",
        "{\"type\":\"ADDED\",\"object\":SECRET}",
        "{\"type\":\"ADDED\",\"object\":{\"kind\":\"SecretList\",\"apiVersion\":\"v1\",\"items\":[{\"data\":{\"k\":\"VALUE\"}}]}}",
        "{\"kind\":\"Table\",\"rows\":[{\"cells\":[\"s\"],\"object\":SECRET}]}",
        "{\"kind\":\"Backup\",\"apiVersion\":\"a/v1\",\"spec\":{\"of\":[{\"x\":[SECRET]}]}}",
        "[SECRET]"
      })
  void theyAreFoundWhereverTheyAre(String json) {
    assertThat(redacted(json.replace("SECRET", SECRET)))
        .asString()
        .contains("REDACTED")
        .doesNotContain("VALUE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"data\":{\"k\":\"VALUE\"}}",
        "{\"kind\":\"List\",\"apiVersion\":\"v1\",\"items\":[{\"data\":{\"k\":\"VALUE\"}}]}",
        "{\"kind\":\"PartialObjectMetadataList\",\"items\":[{\"metadata\":{\"annotations\":{\"kubectl.kubernetes.io/last-applied-configuration\":\"VALUE\"}}}]}",
        "{\"kind\":\"Table\",\"rows\":[{\"object\":{\"kind\":\"PartialObjectMetadata\",\"metadata\":{\"annotations\":{\"kubectl.kubernetes.io/last-applied-configuration\":\"VALUE\"}}}}]}",
        "{\"type\":\"ADDED\",\"object\":{\"data\":{\"k\":\"VALUE\"}}}",
        "{\"type\":\"ADDED\",\"object\":{\"kind\":\"Table\",\"rows\":[{\"object\":{\"stringData\":{\"k\":\"VALUE\"}}}]}}",
        "[{\"op\":\"add\",\"path\":\"/data/k\",\"value\":\"VALUE\"},{\"op\":\"add\",\"path\":\"/data\",\"value\":{\"k\":\"VALUE\"}}]"
      })
  void whatIsKnownToBeOfSecretsNeedNotSaySo(String json) {
    assertThat(redactedSecrets(json)).asString().contains("REDACTED").doesNotContain("VALUE");
  }

  @Test
  void aPatchStillTellsWhichKeysItRemoves() {
    assertThat(redactedSecrets("{\"data\":{\"a\":null,\"b\":\"VALUE\"}}"))
        .isEqualTo(tree("{\"data\":{\"a\":null,\"b\":\"REDACTED\"}}"));
  }

  @Test
  void aSecondTimeThereIsNothingToRedact() {
    JsonNode once = redacted(SECRET);
    assertThat(SecretRedaction.redact(once)).isFalse();
    assertThat(SecretRedaction.redactSecrets(once)).isFalse();
  }

  @RepeatedTest(200)
  void noValueSurvivesInAnyNesting(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    JsonNode tree = nested(random, 6);

    SecretRedaction.redact(tree);

    assertThat(tree.toString()).doesNotContain("VALUE");
    assertThat(tree.toString()).contains("key-");
  }

  /** Lists, events, tables and other objects, with a Secret at each end. */
  private static JsonNode nested(Random random, int depth) {
    ObjectNode node = JSON.createObjectNode();
    switch (depth == 0 ? 0 : random.nextInt(5)) {
      case 0 -> {
        node.put("apiVersion", "v1").put("kind", "Secret");
        values(random, node);
      }
      case 1 -> {
        ArrayNode items = node.put("apiVersion", "v1").put("kind", "SecretList").putArray("items");
        for (int i = random.nextInt(4); i >= 0; i--) {
          values(random, items.addObject());
        }
      }
      case 2 -> {
        ArrayNode items = node.put("apiVersion", "v1").put("kind", "List").putArray("items");
        for (int i = random.nextInt(4); i >= 0; i--) {
          items.add(nested(random, depth - 1));
        }
      }
      case 3 -> node.put("type", "MODIFIED").set("object", nested(random, depth - 1));
      default -> node.putArray("rows").addObject().set("object", nested(random, depth - 1));
    }
    return node;
  }

  private static void values(Random random, ObjectNode secret) {
    for (String field : SecretRedaction.CONTENTS) {
      ObjectNode values = secret.putObject(field);
      for (int i = random.nextInt(3); i >= 0; i--) {
        values.put("key-" + i, "VALUE-" + random.nextInt());
      }
    }
    secret
        .withObject("/metadata/annotations")
        .put(SecretRedaction.LAST_APPLIED, "VALUE-" + random.nextInt());
  }
}

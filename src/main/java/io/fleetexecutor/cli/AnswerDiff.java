package io.fleetexecutor.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetexecutor.comparison.ObjectDiff;
import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.KubernetesObject;
import io.fleetexecutor.v1.ProjectedValue;
import java.util.List;

/** What differs between the answers of two clusters. */
record AnswerDiff(DiffLines lines) {

  List<String> of(ClusterResult base, ClusterResult other) {
    List<JsonNode> left = answer(base);
    List<JsonNode> right = answer(other);
    if (left.stream().anyMatch(JsonNode::isMissingNode)
        || right.stream().anyMatch(JsonNode::isMissingNode)) {
      return List.of("(the answers are no objects that could be compared)");
    }
    String diff =
        ObjectDiff.ofAnswers(
            left,
            right,
            ResourceNames.cluster(base.getCluster()),
            ResourceNames.cluster(other.getCluster()));
    return diff.isEmpty()
        ? List.of("(no difference but in what they are compared by)")
        : lines.of(diff, "");
  }

  private static List<JsonNode> answer(ClusterResult result) {
    List<String> json =
        switch (result.getOutputCase()) {
          case OBJECTS ->
              result.getObjects().getObjectsList().stream().map(KubernetesObject::getJson).toList();
          case VALUES ->
              result.getValues().getValuesList().stream().map(ProjectedValue::getJson).toList();
          case RAW_RESPONSE -> List.of(result.getRawResponse().getBody().toStringUtf8());
          default -> List.of("");
        };
    return json.stream().map(JsonText::tree).toList();
  }
}

package io.fleetexecutor.operation;

import io.fleetexecutor.cluster.ApiRequest;
import io.fleetexecutor.model.OutputPolicy.Format;

/**
 * In which form API servers are asked to answer. Those that do not know it answer with objects.
 *
 * @param wholeObjects whether objects are needed in any form
 */
record Representation(Format format, boolean wholeObjects) {

  static Representation of(OperationContext context) {
    return new Representation(context.outputPolicy().format(), context.review().needsObjects());
  }

  String acceptList() {
    return accept("List");
  }

  String acceptObject() {
    return accept("");
  }

  private String accept(String suffix) {
    return switch (format) {
      case OBJECTS -> ApiRequest.JSON;
      case TABLE -> as("Table");
      case METADATA, NONE -> wholeObjects ? ApiRequest.JSON : as("PartialObjectMetadata" + suffix);
    };
  }

  /**
   * What the query has to say about it.
   *
   * @param separator what comes before it
   */
  String query(String separator) {
    return format == Format.TABLE && wholeObjects ? separator + "includeObject=Object" : "";
  }

  private static String as(String kind) {
    return "application/json;as=" + kind + ";v=v1;g=meta.k8s.io," + ApiRequest.JSON;
  }
}

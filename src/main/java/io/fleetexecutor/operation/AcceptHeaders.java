package io.fleetexecutor.operation;

import io.fleetexecutor.cluster.ApiRequest;
import io.fleetexecutor.model.OutputPolicy;

/** Asks API servers for the form of an output. Those that do not know it answer with objects. */
final class AcceptHeaders {

  private AcceptHeaders() {}

  static String forList(OutputPolicy.Format format) {
    return switch (format) {
      case OBJECTS -> ApiRequest.JSON;
      case TABLE -> as("Table");
      case METADATA, NONE -> as("PartialObjectMetadataList");
    };
  }

  static String forObject(OutputPolicy.Format format) {
    return switch (format) {
      case OBJECTS -> ApiRequest.JSON;
      case TABLE -> as("Table");
      case METADATA, NONE -> as("PartialObjectMetadata");
    };
  }

  private static String as(String kind) {
    return "application/json;as=" + kind + ";v=v1;g=meta.k8s.io," + ApiRequest.JSON;
  }
}

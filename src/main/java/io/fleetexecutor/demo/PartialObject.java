package io.fleetexecutor.demo;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;

/** An object's metadata alone, as PartialObjectMetadata. */
@JsonPropertyOrder({"kind", "apiVersion", "metadata"})
record PartialObject(String kind, String apiVersion, ObjectMeta metadata) {

  static final String API_VERSION = "meta.k8s.io/v1";

  static PartialObject of(HasMetadata object) {
    return new PartialObject("PartialObjectMetadata", API_VERSION, object.getMetadata());
  }
}

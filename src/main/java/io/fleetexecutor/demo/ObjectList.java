package io.fleetexecutor.demo;

import io.fabric8.kubernetes.api.model.ListMeta;
import java.util.List;

/** A list as it goes over the wire, of any kind. */
record ObjectList(String kind, String apiVersion, ListMeta metadata, List<?> items) {}

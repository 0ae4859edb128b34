package io.fleetexecutor.operation;

import io.fleetexecutor.model.ResourceRef;
import java.util.Locale;

/** Objects in the words of kubectl. */
final class Names {

  private Names() {}

  /** {@code deployment default/web}. */
  static String of(ResourceRef ref) {
    String namespace = ref.namespace().isEmpty() ? "" : ref.namespace() + "/";
    return ref.kind().toLowerCase(Locale.ROOT) + " " + namespace + ref.objectName();
  }
}

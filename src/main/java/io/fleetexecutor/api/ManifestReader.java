package io.fleetexecutor.api;

import io.fleetexecutor.manifest.ManifestException;
import io.fleetexecutor.manifest.Manifests;
import io.fleetexecutor.manifest.Patches;
import io.fleetexecutor.model.Manifest;
import io.fleetexecutor.model.Operation.PatchType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads manifests and patches; each thing that is wrong with a text is a violation of its own. */
record ManifestReader(Violations violations) {

  /** None where the text is wrong. */
  List<Manifest> manifests(String text, String field) {
    if (text.isBlank()) {
      violations.add(field, "is required");
      return List.of();
    }
    try {
      return Manifests.parse(text);
    } catch (ManifestException e) {
      e.problems().forEach(problem -> violations.add(field, problem.description()));
      return List.of();
    }
  }

  /**
   * As JSON; empty where the text is wrong.
   *
   * @param type null: it is not known, and the text not looked at
   */
  String patch(@Nullable PatchType type, String text, String field) {
    if (text.isBlank()) {
      violations.add(field, "is required");
      return "";
    }
    try {
      return type == null ? "" : Patches.toJson(type, text);
    } catch (ManifestException e) {
      e.problems().forEach(problem -> violations.add(field, problem.description()));
      return "";
    }
  }
}

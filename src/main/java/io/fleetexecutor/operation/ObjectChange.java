package io.fleetexecutor.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetexecutor.comparison.Fingerprints;
import io.fleetexecutor.comparison.ObjectDiff;
import io.fleetexecutor.model.Change;
import io.fleetexecutor.model.ResourceRef;
import org.jspecify.annotations.Nullable;

/**
 * What a request did to an object, or would do.
 *
 * @param before null where there was none
 * @param after null where there is none
 */
record ObjectChange(ResourceRef ref, @Nullable JsonNode before, @Nullable JsonNode after) {

  Change change() {
    if (before == null) {
      return after == null ? Change.NONE : Change.CREATED;
    }
    if (after == null) {
      return Change.DELETED;
    }
    return ObjectDiff.isSame(before, after) ? Change.NONE : Change.UPDATED;
  }

  boolean isChange() {
    return change() != Change.NONE;
  }

  /** A deleted object as it was, any other as it is; null where there never was one. */
  @Nullable JsonNode object() {
    return after == null ? before : after;
  }

  String diff() {
    return ObjectDiff.between(before, after, Names.of(ref));
  }

  /** Equal where the objects of two clusters change alike. */
  String fingerprint(Visibility visibility) {
    String name = change() + " " + Names.of(ref);
    return switch (visibility) {
      case WHOLE -> Fingerprints.ofChange(name, before, after);
      case WITHOUT_VALUES -> Fingerprints.ofSecretChange(name, before, after);
    };
  }
}

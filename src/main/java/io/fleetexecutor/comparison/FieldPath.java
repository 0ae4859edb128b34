package io.fleetexecutor.comparison;

import java.util.List;

/**
 * Names fields of an object; {@code []} stands for every item of an array, and a last name that
 * ends in {@code *} for every name that begins so.
 */
record FieldPath(List<String> names) {

  static FieldPath of(String... names) {
    return new FieldPath(List.of(names));
  }
}

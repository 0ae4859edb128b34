package io.fleetexecutor.demo;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Instant;
import java.util.function.BiFunction;
import java.util.function.Function;

/** A column of the table of a resource. */
record Column<T extends HasMetadata>(
    Definition definition, BiFunction<? super T, Instant, Object> cell) {

  /** A column as the Table in an answer defines it; priority 1 is shown in wide output only. */
  record Definition(String name, String type, String format, String description, int priority) {}

  static <T extends HasMetadata> Column<T> name() {
    return new Column<>(
        new Definition("Name", "string", "name", "Name of the object.", 0),
        (object, now) -> object.getMetadata().getName());
  }

  static <T extends HasMetadata> Column<T> age() {
    return new Column<>(
        new Definition("Age", "string", "", "Time since the object was created.", 0),
        (object, now) -> Age.of(object.getMetadata().getCreationTimestamp(), now));
  }

  static <T extends HasMetadata> Column<T> text(
      String name, String description, Function<T, String> cell) {
    return new Column<>(
        new Definition(name, "string", "", description, 0), (object, now) -> cell.apply(object));
  }

  static <T extends HasMetadata> Column<T> integer(
      String name, String description, Function<T, Integer> cell) {
    return new Column<>(
        new Definition(name, "integer", "", description, 0), (object, now) -> cell.apply(object));
  }

  /** The same column, in wide output only. */
  Column<T> wide() {
    return new Column<>(
        new Definition(
            definition.name, definition.type, definition.format, definition.description, 1),
        cell);
  }
}

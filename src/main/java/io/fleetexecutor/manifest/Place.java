package io.fleetexecutor.manifest;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;

/**
 * What a problem is told of.
 *
 * @param name "document 2", "document 2, item 3" or "operation 2"
 * @param firstLine the line of the source, from 0, that marks count from
 */
record Place(String name, int firstLine) {

  Place in(String part) {
    return new Place(name + ", " + part, firstLine);
  }

  String at(@Nullable Mark mark) {
    return mark == null ? name : name + ", " + lineAndColumn(mark);
  }

  String lineAndColumn(Mark mark) {
    return "line %d, column %d".formatted(line(mark), mark.getColumn() + 1);
  }

  int line(Mark mark) {
    return firstLine + mark.getLine() + 1;
  }
}

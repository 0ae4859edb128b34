package io.fleetexecutor.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of an execution, of which "executions/" may be left out. */
final class ExecutionName implements ITypeConverter<String> {
  private static final String PREFIX = "executions/";

  @Override
  public String convert(String text) {
    String id = id(text);
    if (id.isBlank() || id.contains("/")) {
      throw new TypeConversionException(
          "'" + text + "' is not an execution; write it as executions/ID, or the ID alone");
    }
    return PREFIX + id;
  }

  /** The name without what all names begin with. */
  static String id(String name) {
    return name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name;
  }
}

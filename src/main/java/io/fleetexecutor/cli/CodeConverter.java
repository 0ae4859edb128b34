package io.fleetexecutor.cli;

import com.google.rpc.Code;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Codes of errors in any case: unavailable, DEADLINE_EXCEEDED, resource-exhausted. */
final class CodeConverter implements ITypeConverter<Code> {

  @Override
  public Code convert(String text) {
    String name = text.strip().toUpperCase(Locale.ROOT).replace('-', '_');
    return Arrays.stream(Code.values())
        .filter(CodeConverter::isError)
        .filter(code -> code.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "'" + text + "' is not a code of an error; use " + names()));
  }

  private static String names() {
    return Arrays.stream(Code.values())
        .filter(CodeConverter::isError)
        .map(code -> code.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }

  private static boolean isError(Code code) {
    return code != Code.OK && code != Code.UNRECOGNIZED;
  }
}

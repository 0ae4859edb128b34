package io.fleetexecutor.cli;

import io.fleetexecutor.v1.CountOrPercent;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A count, or a percentage of the planned clusters: 10, 20%. The service knows the bounds. */
final class CountOrPercentConverter implements ITypeConverter<CountOrPercent> {

  @Override
  public CountOrPercent convert(String text) {
    try {
      return text.endsWith("%")
          ? CountOrPercent.newBuilder()
              .setPercent(Integer.parseInt(text.substring(0, text.length() - 1)))
              .build()
          : CountOrPercent.newBuilder().setCount(Integer.parseInt(text)).build();
    } catch (NumberFormatException e) {
      throw new TypeConversionException(
          "'" + text + "' is neither a count nor a percentage; write it as 10 or 20%");
    }
  }
}

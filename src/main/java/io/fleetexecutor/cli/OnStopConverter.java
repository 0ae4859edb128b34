package io.fleetexecutor.cli;

import io.fleetexecutor.v1.OnStop;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What happens to running clusters when an execution stops: drain, abort. */
final class OnStopConverter implements ITypeConverter<OnStop> {

  @Override
  public OnStop convert(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "drain" -> OnStop.ON_STOP_DRAIN;
      case "abort" -> OnStop.ON_STOP_ABORT;
      default -> throw new TypeConversionException("'" + text + "' is neither drain nor abort");
    };
  }
}

package io.fleetexecutor.cli;

import io.fleetexecutor.address.IssuerUrl;
import java.util.Optional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the URL of an issuer, kept as it is written, as issuers are compared by it. */
final class IssuerConverter implements ITypeConverter<String> {
  @Override
  public String convert(String text) {
    Optional<String> problem = IssuerUrl.problem(text);
    if (problem.isPresent()) {
      throw new TypeConversionException(problem.get());
    }
    return text;
  }
}

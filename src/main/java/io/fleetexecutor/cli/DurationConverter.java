package io.fleetexecutor.cli;

import com.google.protobuf.Duration;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations as kubectl and Go take them: 300ms, 1.5s, 1m30s, 2h. */
final class DurationConverter implements ITypeConverter<Duration> {
  private static final Pattern PART =
      Pattern.compile("(\\d+(?:\\.\\d*)?|\\.\\d+)(ns|us|µs|ms|s|m|h)");
  private static final Pattern WHOLE = Pattern.compile("(?:" + PART + ")+");
  private static final BigInteger NANOS_PER_SECOND = BigInteger.valueOf(1_000_000_000);

  private static final Map<String, BigDecimal> NANOS =
      Map.of(
          "ns", BigDecimal.ONE,
          "us", new BigDecimal("1e3"),
          "µs", new BigDecimal("1e3"),
          "ms", new BigDecimal("1e6"),
          "s", new BigDecimal("1e9"),
          "m", new BigDecimal("60e9"),
          "h", new BigDecimal("3600e9"));

  @Override
  public Duration convert(String text) {
    if (!WHOLE.matcher(text).matches()) {
      throw new TypeConversionException(
          "'" + text + "' is not a duration; write it as 300ms, 5s, 1m30s or 2h");
    }
    BigInteger[] parts =
        PART.matcher(text)
            .results()
            .map(DurationConverter::nanos)
            .reduce(BigDecimal.ZERO, BigDecimal::add)
            .toBigInteger()
            .divideAndRemainder(NANOS_PER_SECOND);
    if (parts[0].bitLength() > 38) {
      throw new TypeConversionException("'" + text + "' is too long; at most about 8,000 years");
    }
    return Duration.newBuilder()
        .setSeconds(parts[0].longValueExact())
        .setNanos(parts[1].intValueExact())
        .build();
  }

  private static BigDecimal nanos(MatchResult part) {
    return new BigDecimal(part.group(1))
        .multiply(NANOS.getOrDefault(part.group(2), BigDecimal.ZERO));
  }
}

package io.fleetexecutor.cli;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Byte counts as Kubernetes quantities: 65536, 512Ki, 1Mi, 1.5M. */
final class ByteCountConverter implements ITypeConverter<Long> {
  private static final Pattern QUANTITY = Pattern.compile("(\\d+(?:\\.\\d+)?)(Ki|Mi|Gi|k|M|G|)");

  private static final Map<String, BigDecimal> FACTORS =
      Map.of(
          "",
          BigDecimal.ONE,
          "k",
          new BigDecimal("1e3"),
          "M",
          new BigDecimal("1e6"),
          "G",
          new BigDecimal("1e9"),
          "Ki",
          BigDecimal.valueOf(1L << 10),
          "Mi",
          BigDecimal.valueOf(1L << 20),
          "Gi",
          BigDecimal.valueOf(1L << 30));

  @Override
  public Long convert(String text) {
    Matcher quantity = QUANTITY.matcher(text);
    if (!quantity.matches()) {
      throw new TypeConversionException(
          "'" + text + "' is not a number of bytes; write it as 65536, 512Ki or 1Mi");
    }
    BigDecimal bytes =
        new BigDecimal(quantity.group(1))
            .multiply(FACTORS.getOrDefault(quantity.group(2), BigDecimal.ONE));
    if (bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw new TypeConversionException("'" + text + "' is too many bytes");
    }
    return bytes.longValue();
  }
}

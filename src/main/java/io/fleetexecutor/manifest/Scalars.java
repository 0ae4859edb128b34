package io.fleetexecutor.manifest;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/** The values of scalars, as Go reads them. */
final class Scalars {
  private static final Set<String> TRUE = Set.of("y", "yes", "true", "on");
  private static final BigDecimal LONG_INTEGERS = new BigDecimal("1e21");

  private Scalars() {}

  static String digits(String text) {
    return text.replace("_", "");
  }

  static boolean bool(String text) {
    return TRUE.contains(text.toLowerCase(Locale.ROOT));
  }

  /**
   * @throws NumberFormatException where it is none
   */
  static BigInteger integer(String text) {
    String number = digits(text).toLowerCase(Locale.ROOT);
    boolean isNegative = number.startsWith("-");
    String absolute =
        number.startsWith("-") || number.startsWith("+") ? number.substring(1) : number;
    BigInteger value = unsigned(absolute);
    return isNegative ? value.negate() : value;
  }

  private static BigInteger unsigned(String number) {
    if (number.startsWith("0x")) {
      return new BigInteger(number.substring(2), 16);
    }
    if (number.startsWith("0b")) {
      return new BigInteger(number.substring(2), 2);
    }
    if (number.startsWith("0o")) {
      return new BigInteger(number.substring(2), 8);
    }
    return number.startsWith("0") ? new BigInteger(number, 8) : new BigInteger(number);
  }

  /**
   * A whole number below 1e21 without a point, as Go writes it: 1e3 fits where an integer belongs.
   *
   * @throws NumberFormatException where it is none, or not finite
   */
  static Number decimal(String text) {
    double value = Double.parseDouble(digits(text));
    if (!Double.isFinite(value)) {
      throw new NumberFormatException("not finite");
    }
    BigDecimal exact = new BigDecimal(value);
    boolean isWhole = exact.signum() == 0 || exact.stripTrailingZeros().scale() <= 0;
    return isWhole && exact.abs().compareTo(LONG_INTEGERS) < 0
        ? (Number) exact.toBigInteger()
        : (Number) value;
  }

  /** A key as text; null where it can be none. */
  static @Nullable String key(ScalarNode node) {
    try {
      if (node.getTag().equals(Tag.INT)) {
        return integer(node.getValue()).toString();
      }
      if (node.getTag().equals(Tag.FLOAT)) {
        return decimal(node.getValue()).toString();
      }
    } catch (NumberFormatException e) {
      return null;
    }
    if (node.getTag().equals(Tag.BOOL)) {
      return String.valueOf(bool(node.getValue()));
    }
    return node.getTag().equals(Tag.STR) ? node.getValue() : null;
  }
}

package io.fleetexecutor.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.handler.codec.DateFormatter;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/**
 * How long an answer asks to wait: at least no time and at most a day. What is negative or cannot
 * be read asks for nothing, which is null.
 */
final class RetryAfter {

  private static final Duration LONGEST = Duration.ofDays(1);
  private static final int LONGEST_HEADER = 64;

  private RetryAfter() {}

  /**
   * The header of RFC 9110: seconds, or a date.
   *
   * @param header null where there is none
   */
  static @Nullable Duration ofHeader(@Nullable String header, Instant now) {
    if (header == null || header.length() > LONGEST_HEADER) {
      return null;
    }
    String text = header.strip();
    return isDigits(text) ? seconds(text) : until(DateFormatter.parseHttpDate(text), now);
  }

  /** What the details of a Kubernetes Status say. */
  static @Nullable Duration ofStatus(JsonNode status) {
    JsonNode seconds = status.path("details").path("retryAfterSeconds");
    String text = seconds.isIntegralNumber() ? seconds.asText() : "";
    return isDigits(text) ? seconds(text) : null;
  }

  private static boolean isDigits(String text) {
    return !text.isEmpty()
        && text.chars().allMatch(character -> character >= '0' && character <= '9');
  }

  private static Duration seconds(String digits) {
    try {
      return capped(Duration.ofSeconds(Long.parseLong(digits)));
    } catch (NumberFormatException e) {
      return LONGEST;
    }
  }

  private static @Nullable Duration until(@Nullable Date date, Instant now) {
    if (date == null) {
      return null;
    }
    Duration left = Duration.between(now, date.toInstant());
    return left.isNegative() ? null : capped(left);
  }

  private static Duration capped(Duration asked) {
    return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
  }
}

package io.fleetexecutor.api.transport;

import io.fleetexecutor.api.CallOrigin;
import io.grpc.CallOptions;
import io.grpc.Metadata;
import io.grpc.Status;
import io.vertx.core.MultiMap;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a request's HTTP headers say of the call: its metadata, deadline and compression. */
record RequestHeaders(MultiMap headers) {
  private static final String TIMEOUT = "grpc-timeout";
  private static final Pattern TIMEOUT_VALUE = Pattern.compile("(\\d{1,8})([HMSmun])");
  private static final Map<String, TimeUnit> UNITS =
      Map.of(
          "H", TimeUnit.HOURS,
          "M", TimeUnit.MINUTES,
          "S", TimeUnit.SECONDS,
          "m", TimeUnit.MILLISECONDS,
          "u", TimeUnit.MICROSECONDS,
          "n", TimeUnit.NANOSECONDS);
  private static final Set<String> NOT_METADATA =
      Set.of(
          "accept-encoding",
          // Whose token it is has been found out, and it is nobody else's business.
          "authorization",
          "connection",
          "content-encoding",
          "content-length",
          "content-type",
          "grpc-accept-encoding",
          "grpc-encoding",
          TIMEOUT,
          "host",
          "keep-alive",
          "te",
          "transfer-encoding",
          "upgrade",
          "user-agent",
          "x-grpc-web");

  boolean isGzip() {
    return "gzip".equals(headers.get("grpc-encoding"));
  }

  /**
   * @throws BadFrameException where the deadline cannot be read, so that none is silently left out
   */
  CallOptions options() throws BadFrameException {
    @Nullable String timeout = headers.get(TIMEOUT);
    if (timeout == null) {
      return CallOptions.DEFAULT;
    }
    Matcher matcher = TIMEOUT_VALUE.matcher(timeout);
    @Nullable TimeUnit unit = matcher.matches() ? UNITS.get(matcher.group(2)) : null;
    if (unit == null) {
      throw new BadFrameException(
          Status.Code.INVALID_ARGUMENT,
          "MALFORMED_REQUEST",
          "grpc-timeout must be up to eight digits and one of H, M, S, m, u, n");
    }
    return CallOptions.DEFAULT.withDeadlineAfter(Long.parseLong(matcher.group(1)), unit);
  }

  /**
   * @param origin of the request
   */
  Metadata metadata(CallOrigin origin) {
    var metadata = new Metadata();
    headers.forEach(
        (name, value) -> {
          String key = name.toLowerCase(Locale.ROOT);
          if (!NOT_METADATA.contains(key) && !key.startsWith(":")) {
            put(metadata, key, value);
          }
        });
    origin.putInto(metadata);
    return metadata;
  }

  private static void put(Metadata metadata, String key, String value) {
    try {
      if (key.endsWith(Metadata.BINARY_HEADER_SUFFIX)) {
        metadata.put(
            Metadata.Key.of(key, Metadata.BINARY_BYTE_MARSHALLER),
            Base64.getDecoder().decode(value));
      } else {
        metadata.put(Metadata.Key.of(key, Metadata.ASCII_STRING_MARSHALLER), value);
      }
    } catch (IllegalArgumentException notMetadata) {
      // A header that gRPC could not carry cannot be meant for it.
      return;
    }
  }
}

package io.fleetexecutor.api.transport;

import io.fleetexecutor.api.ApiSettings;
import io.netty.util.NetUtil;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.HostAndPort;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Refuses what browsers send for a page whose name was made to point here (DNS rebinding). */
final class ServedHosts {
  private static final int LONGEST_QUOTE = 100;

  private final Set<String> allowed;

  /**
   * @param allowed names beside addresses and localhost, in small letters; {@link
   *     ApiSettings#ANY_HOST}: any
   */
  ServedHosts(Set<String> allowed) {
    this.allowed = allowed;
  }

  /** Why it is not served; null: it may be. */
  @Nullable String refusal(HttpServerRequest request) {
    // Browsers check names against certificates over TLS, and speak no HTTP/2 without it.
    boolean mayBeMisled = !request.connection().isSsl() && request.version() != HttpVersion.HTTP_2;
    // As it was sent: a page can set X-Forwarded-Host, but not this.
    return mayBeMisled ? refusal(request.getHeader(HttpHeaders.HOST)) : null;
  }

  @Nullable String refusal(@Nullable String authority) {
    if (allowed.contains(ApiSettings.ANY_HOST)) {
      return null;
    }
    @Nullable HostAndPort host =
        authority == null ? null : HostAndPort.parseAuthority(authority, -1);
    if (host == null || host.host().isEmpty()) {
      return "the request does not say for which host it is";
    }
    return isServed(name(host))
        ? null
        : "%s is not a host that is served; fleet.allowed-hosts can name it"
            .formatted(quoted(host.host()));
  }

  private boolean isServed(String name) {
    // Nobody makes an address point elsewhere, and browsers look localhost up nowhere.
    return isAddress(name)
        || name.equals("localhost")
        || name.endsWith(".localhost")
        || allowed.contains(name);
  }

  private static boolean isAddress(String name) {
    return NetUtil.isValidIpV4Address(name)
        || name.startsWith("[") && NetUtil.isValidIpV6Address(name);
  }

  private static String name(HostAndPort host) {
    String name = host.host().toLowerCase(Locale.ROOT);
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }

  private static String quoted(String host) {
    String text = host.replaceAll("[^A-Za-z0-9.:_\\[\\]-]", "?");
    return text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "…" : text;
  }
}

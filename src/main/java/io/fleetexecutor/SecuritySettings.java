package io.fleetexecutor;

import io.fleetexecutor.address.IssuerUrl;
import io.fleetexecutor.api.ApiSettings;
import io.vertx.core.http.ClientAuth;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** How callers are known, and what has to fit together for that. */
final class SecuritySettings {
  private SecuritySettings() {}

  /** Whether callers have to say who they are. */
  static boolean areCallersKnown(FleetSettings settings) {
    return settings.clientCertificates() != ClientAuth.NONE
        || settings.oidc().issuer().isPresent()
        || settings.tokenReview().enabled();
  }

  /** The names that browsers may call it by in plain text, in small letters. */
  static Set<String> allowedHosts(FleetSettings settings) {
    // A page of others has no token, and an operator who lets others in gives the service names.
    boolean isOpen = areCallersKnown(settings) || settings.allowPlainText();
    return settings.allowedHosts().orElse(isOpen ? Set.of(ApiSettings.ANY_HOST) : Set.of()).stream()
        .map(host -> host.toLowerCase(Locale.ROOT))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Adds what is wrong. */
  static void check(FleetSettings settings, List<String> wrong) {
    boolean known = areCallersKnown(settings);
    if (known && settings.permissionsFile().isEmpty()) {
      wrong.add(
          "fleet.permissions-file is missing, which callers that say who they are need: nobody may"
              + " do anything without it; see docs/security.md");
    }
    if (!known && settings.impersonate()) {
      wrong.add(
          "fleet.impersonate is true, which needs callers that say who they are:"
              + " fleet.client-certificates, fleet.oidc.issuer or fleet.token-review.enabled");
    }
    for (String host : new TreeSet<>(settings.allowedHosts().orElse(Set.of()))) {
      if (!host.equals(ApiSettings.ANY_HOST)
          && !host.matches("[A-Za-z0-9_-]+([.][A-Za-z0-9_-]+)*")) {
        wrong.add(
            "fleet.allowed-hosts has %s, must be host names, without scheme and port, or *"
                .formatted(host));
      }
    }
    settings.oidc().issuer().ifPresent(issuer -> checkIssuer(issuer, settings.oidc(), wrong));
    if (settings.oidc().clockSkew().isNegative()) {
      wrong.add(
          "fleet.oidc.clock-skew is %s, must not be negative"
              .formatted(settings.oidc().clockSkew()));
    }
  }

  private static void checkIssuer(String issuer, FleetSettings.Oidc oidc, List<String> wrong) {
    if (IssuerUrl.problem(issuer).isPresent()) {
      wrong.add(
          "fleet.oidc.issuer is %s, must be a URL with https, or with http on this machine"
              .formatted(issuer));
    }
    if (oidc.audiences().isEmpty()) {
      wrong.add(
          "fleet.oidc.audiences is missing: tokens that the issuer gave to other services would be"
              + " accepted");
    }
  }
}

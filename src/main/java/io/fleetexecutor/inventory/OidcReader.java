package io.fleetexecutor.inventory;

import io.fabric8.kubernetes.api.model.AuthProviderConfig;
import io.fleetexecutor.cluster.Authentication;
import io.fleetexecutor.cluster.OidcLogin;
import java.util.Map;
import java.util.Objects;

/** Turns the auth-provider section of a kubeconfig user into a login, if it is of OIDC. */
final class OidcReader {

  private static final String PREFIX = "auth-provider.config.";

  private final PemReader pems;

  OidcReader(PemReader pems) {
    this.pems = pems;
  }

  Authentication login(Fields fields, AuthProviderConfig provider) {
    if (!"oidc".equals(provider.getName())) {
      throw fields.invalid(
          "auth-provider",
          "%s is no longer supported by Kubernetes clients; use an exec plugin"
              .formatted(fields.shown(provider.getName())));
    }
    Map<String, String> config = Objects.requireNonNullElse(provider.getConfig(), Map.of());
    String issuer = required(fields, config, "idp-issuer-url");
    if (!issuer.startsWith("https://")) {
      throw fields.invalid(
          PREFIX + "idp-issuer-url", "is " + fields.shown(issuer) + "; give an https URL");
    }
    String idToken = value(config, "id-token");
    String refreshToken = value(config, "refresh-token");
    if (idToken.isEmpty() && refreshToken.isEmpty()) {
      throw fields.invalid(PREFIX + "refresh-token", "is missing, and so is id-token; log in");
    }
    // extra-scopes are of the login: like kubectl, nothing asks for scopes when it refreshes.
    return new Authentication.Oidc(
        new OidcLogin(
            issuer,
            required(fields, config, "client-id"),
            value(config, "client-secret"),
            idToken,
            refreshToken,
            pems.certificate(
                fields,
                PREFIX + "idp-certificate-authority",
                config.get("idp-certificate-authority"),
                config.get("idp-certificate-authority-data"))));
  }

  private static String required(Fields fields, Map<String, String> config, String field) {
    String value = value(config, field);
    if (value.isBlank()) {
      throw fields.invalid(PREFIX + field, "is missing");
    }
    return value;
  }

  /** Empty where it is null, too, as for kubectl. */
  private static String value(Map<String, String> config, String field) {
    return Objects.requireNonNullElse(config.get(field), "");
  }
}

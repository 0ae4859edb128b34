package io.fleetexecutor.cluster;

import org.jspecify.annotations.Nullable;

/**
 * A login at an OpenID Connect issuer, as a kubeconfig keeps it.
 *
 * @param clientSecret empty: a public client
 * @param idToken empty: none yet
 * @param refreshToken empty: the id-token is all there is
 * @param authority the only authority of the issuer that is trusted; null: those that the system
 *     trusts
 */
public record OidcLogin(
    String issuer,
    String clientId,
    String clientSecret,
    String idToken,
    String refreshToken,
    @Nullable PemSource authority) {

  @Override
  public String toString() {
    return "OidcLogin[" + issuer + "]";
  }
}

package io.fleetexecutor.identity;

import java.time.Duration;
import java.util.Set;

/**
 * What tokens of an OpenID Connect issuer are accepted, and what they tell.
 *
 * @param audiences one of which a token has to be for
 * @param usernameClaim whose value is the caller's name, after the prefix
 * @param groupsClaim whose values are the caller's groups, each after the prefix
 * @param clockSkew by which the issuer's clock may differ
 */
public record OidcSettings(
    String issuer,
    Set<String> audiences,
    String usernameClaim,
    String usernamePrefix,
    String groupsClaim,
    String groupsPrefix,
    Duration clockSkew) {

  public OidcSettings {
    audiences = Set.copyOf(audiences);
  }
}

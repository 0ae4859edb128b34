package io.fleetexecutor.cluster;

import java.nio.file.Path;

/** What the Authorization header of a request is made of. */
public sealed interface Authentication {

  Authentication NONE = new None();

  record None() implements Authentication {}

  /**
   * @param header the value of the header
   */
  record Fixed(String header) implements Authentication {
    @Override
    public String toString() {
      return "Fixed[…]";
    }
  }

  /** A bearer token in a file that something else keeps fresh. */
  record TokenFile(Path path) implements Authentication {}

  /** Whatever a credential plugin prints. */
  record Plugin(ExecCommand command) implements Authentication {}

  /** Id-tokens of an OpenID Connect issuer. */
  record Oidc(OidcLogin login) implements Authentication {}
}

package io.fleetexecutor.identity;

import com.nimbusds.jwt.JWTClaimsSet;
import io.fleetexecutor.model.Caller;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who a token says that its bearer is. Names and groups of Kubernetes itself, which begin with
 * {@code system:}, an issuer cannot give.
 */
record ClaimedCaller(OidcSettings settings) {
  Caller of(JWTClaimsSet claims) throws UnauthenticatedException {
    String claim = settings.usernameClaim();
    if (!(claims.getClaim(claim) instanceof String value) || value.isBlank()) {
      throw new UnauthenticatedException("it has no claim \"%s\"".formatted(claim));
    }
    if (claim.equals("email") && !Boolean.TRUE.equals(claims.getClaim("email_verified"))) {
      throw new UnauthenticatedException("its e-mail address is not verified");
    }
    String name = settings.usernamePrefix() + value;
    if (Caller.isReserved(name) || name.equals(Caller.ANONYMOUS.name())) {
      throw new UnauthenticatedException("its name is reserved: " + name);
    }
    return new Caller(name, groups(claims.getClaim(settings.groupsClaim())), "");
  }

  private List<String> groups(@Nullable Object claim) {
    List<?> values =
        switch (claim) {
          case String one -> List.of(one);
          case List<?> several -> several;
          case null, default -> List.of();
        };
    return values.stream()
        .filter(String.class::isInstance)
        .map(group -> settings.groupsPrefix() + group)
        .filter(group -> !Caller.isReserved(group))
        .toList();
  }
}

package io.fleetexecutor.cluster;

import org.jspecify.annotations.Nullable;

/** Who the caller is in one cluster. */
public record Credentials(
    @Nullable ClientCertificate certificate,
    Authentication authentication,
    Impersonation impersonation) {

  public static final Credentials ANONYMOUS =
      new Credentials(null, Authentication.NONE, Impersonation.NONE);
}

package io.fleetexecutor.cluster;

import org.jspecify.annotations.Nullable;

/**
 * Whom to trust as an API server.
 *
 * @param authority the only authority that is trusted; null: those that the system trusts
 * @param insecure trust anyone
 * @param serverName the name in the certificate where it is not the host's
 */
public record TlsSettings(
    @Nullable PemSource authority, boolean insecure, @Nullable String serverName) {

  public static final TlsSettings SYSTEM = new TlsSettings(null, false, null);
}

package io.fleetexecutor.cli.token;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What an issuer of OpenID Connect knows this program as.
 *
 * @param secretFile holds the client's secret, which is not kept elsewhere; null: a public client
 */
public record OidcClient(String issuer, String id, @Nullable Path secretFile) {}

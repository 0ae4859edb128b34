package io.fleetexecutor.cli.token;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What a person has to do in a browser.
 *
 * @param complete with the code in it; null: the issuer has none
 */
public record DevicePrompt(URI page, String code, @Nullable URI complete) {}

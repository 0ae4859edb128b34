package io.fleetexecutor.cluster;

import org.jspecify.annotations.Nullable;

/** What one request is authenticated with. */
record Credential(@Nullable String authorization, @Nullable ClientCertificate certificate) {

  static final Credential NONE = new Credential(null, null);

  static Credential bearer(String token) {
    return new Credential("Bearer " + token, null);
  }

  @Override
  public String toString() {
    return "Credential[…]";
  }
}

package io.fleetexecutor.demo;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Where the next page of a list begins: after an object's key. Opaque to clients. */
record ContinueToken(
    @JsonProperty("v") @Nullable String version,
    @JsonProperty("rv") long resourceVersion,
    @JsonProperty("start") @Nullable String after) {

  private static final String VERSION = "meta.k8s.io/v1";

  static String encode(long resourceVersion, String after) {
    byte[] json = Json.bytes(new ContinueToken(VERSION, resourceVersion, after));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(json);
  }

  /** The key after which the page begins; what no server gave out is refused with 400. */
  static String decode(String text) {
    try {
      byte[] json = Base64.getUrlDecoder().decode(text.getBytes(StandardCharsets.US_ASCII));
      ContinueToken token = Json.read(json, ContinueToken.class);
      if (VERSION.equals(token.version) && token.after != null) {
        return token.after;
      }
      throw invalid("server does not recognize this encoded version");
    } catch (IllegalArgumentException e) {
      throw invalid("illegal base64 data");
    } catch (IOException e) {
      throw invalid("not a token of this server");
    }
  }

  private static RefusedException invalid(String reason) {
    return Refusals.badRequest("invalid continue token: continue key is not valid: " + reason);
  }
}

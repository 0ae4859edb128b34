package io.fleetexecutor.cluster;

import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Sends a request of OpenID Connect to its address and to no other, and reads a bounded answer;
 * blocks.
 */
final class OidcExchange {

  private static final int MAX_ANSWER_BYTES = 1 << 20;

  private OidcExchange() {}

  static HTTPResponse send(HTTPRequest request) throws IOException {
    // What it holds is for this address alone.
    request.setFollowRedirects(false);
    // The request's own way to send it reads an answer of any size.
    HttpURLConnection connection = request.toHttpURLConnection();
    HTTPResponse answer = new HTTPResponse(connection.getResponseCode());
    String type = connection.getContentType();
    if (type != null) {
      answer.setHeader("Content-Type", type);
    }
    answer.setBody(body(connection));
    return answer;
  }

  private static String body(HttpURLConnection connection) throws IOException {
    try (InputStream stream = stream(connection)) {
      byte[] body = stream == null ? new byte[0] : stream.readNBytes(MAX_ANSWER_BYTES + 1);
      if (body.length > MAX_ANSWER_BYTES) {
        throw new IOException("its answer has more than " + MAX_ANSWER_BYTES + " bytes");
      }
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  /** Null where an error has no body. */
  private static @Nullable InputStream stream(HttpURLConnection connection) throws IOException {
    return connection.getResponseCode() < HttpURLConnection.HTTP_BAD_REQUEST
        ? connection.getInputStream()
        : connection.getErrorStream();
  }
}

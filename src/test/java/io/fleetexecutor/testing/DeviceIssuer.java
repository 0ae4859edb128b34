package io.fleetexecutor.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A small OpenID Connect issuer on this machine in which devices log in. It answers requests for
 * tokens as a test says, and remembers them.
 */
public final class DeviceIssuer implements AutoCloseable {

  /**
   * A request, as the issuer understood it.
   *
   * @param authorization the header; empty: none
   */
  public record Request(Map<String, List<String>> form, String authorization) {
    public String field(String name) {
      return String.join(",", form.getOrDefault(name, List.of()));
    }
  }

  private record Answer(int status, JsonObject json) {}

  public final List<Request> deviceRequests = new CopyOnWriteArrayList<>();
  public final List<Request> tokenRequests = new CopyOnWriteArrayList<>();

  /** What it tells of itself, and what it answers a device; both may be changed. */
  public final JsonObject discovery;

  public final JsonObject device;
  private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
  private final HttpServer server;

  private DeviceIssuer(HttpServer server) {
    this.server = server;
    this.discovery =
        new JsonObject()
            .put("issuer", url())
            .put("jwks_uri", url() + "/keys")
            .put("authorization_endpoint", url() + "/login")
            .put("token_endpoint", url() + "/token")
            .put("device_authorization_endpoint", url() + "/device")
            .put("response_types_supported", new JsonArray().add("code"))
            .put("subject_types_supported", new JsonArray().add("public"))
            .put("id_token_signing_alg_values_supported", new JsonArray().add("RS256"));
    this.device =
        new JsonObject()
            .put("device_code", "device-1")
            .put("user_code", "WDJB-MJHT")
            .put("verification_uri", url() + "/activate")
            .put("verification_uri_complete", url() + "/activate?code=WDJB-MJHT")
            .put("expires_in", 600);
  }

  public static DeviceIssuer start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    DeviceIssuer issuer = new DeviceIssuer(server);
    server.createContext("/", issuer::handle);
    server.start();
    return issuer;
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Tokens as an issuer gives them; more may be put to them. */
  public static JsonObject tokens(String accessToken) {
    return new JsonObject()
        .put("access_token", accessToken)
        .put("token_type", "Bearer")
        .put("expires_in", 300)
        .put("refresh_token", "refresh-of-" + accessToken);
  }

  public static String idToken(Instant expiry) {
    return new PlainJWT(
            new JWTClaimsSet.Builder().subject("jane").expirationTime(Date.from(expiry)).build())
        .serialize();
  }

  /** The next request for tokens gets these. */
  public DeviceIssuer thenGives(JsonObject tokens) {
    answers.add(new Answer(200, tokens));
    return this;
  }

  /** The next request for tokens is refused. */
  public DeviceIssuer thenRefuses(String error, String description) {
    answers.add(
        new Answer(
            400, new JsonObject().put("error", error).put("error_description", description)));
    return this;
  }

  /** The next request for tokens finds the issuer out of order. */
  public DeviceIssuer thenIsBroken() {
    answers.add(new Answer(503, new JsonObject()));
    return this;
  }

  private void handle(HttpExchange exchange) throws IOException {
    Request request =
        new Request(
            URLUtils.parseParameters(new String(exchange.getRequestBody().readAllBytes(), UTF_8)),
            Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Authorization"), ""));
    switch (exchange.getRequestURI().getPath()) {
      case "/.well-known/openid-configuration" -> end(exchange, new Answer(200, discovery));
      case "/device" -> {
        deviceRequests.add(request);
        end(exchange, new Answer(device.containsKey("error") ? 401 : 200, device));
      }
      case "/token" -> {
        tokenRequests.add(request);
        end(exchange, Objects.requireNonNullElse(answers.poll(), unexpected()));
      }
      default -> end(exchange, new Answer(404, new JsonObject()));
    }
  }

  private static Answer unexpected() {
    return new Answer(400, new JsonObject().put("error", "unexpected"));
  }

  private static void end(HttpExchange exchange, Answer answer) throws IOException {
    byte[] body = answer.json.encode().getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(answer.status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

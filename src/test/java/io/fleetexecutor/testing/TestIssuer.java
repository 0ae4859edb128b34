package io.fleetexecutor.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A small OpenID Connect issuer. It knows one confidential client and one public one, and each
 * refresh token, refresh-0 the first, is good once.
 */
public final class TestIssuer {

  public static final String DISCOVERY = "/.well-known/openid-configuration";
  public static final String TOKENS = "/token";
  public static final String CLIENT = "fleet";
  public static final String PUBLIC_CLIENT = "fleet-public";

  /** How the secret begins: the same in a form as in a header. */
  public static final String SECRET_BEGINNING = Confidential.keep("s3cret-of-the-client");

  public static final String SECRET = SECRET_BEGINNING + " of old";

  private static final Duration LIFETIME = Duration.ofMinutes(5);

  private static final TestCertificate CERTIFICATE = TestCertificate.selfSigned("ip:127.0.0.1");
  private static final RSAKey KEY = key("key");

  private final InstantSource clock;
  private final boolean hasTls;
  private final HttpServer server;
  private final AtomicInteger refreshes = new AtomicInteger();
  private final Map<String, Handler<HttpServerRequest>> others = new ConcurrentHashMap<>();
  private final Queue<String> refusals = new ConcurrentLinkedQueue<>();
  private volatile boolean headerTaken = true;
  private volatile boolean rotating = true;
  private volatile RSAKey key = KEY;
  private volatile @Nullable String keysUrl;

  private TestIssuer(Vertx vertx, InstantSource clock, boolean hasTls) {
    this.clock = clock;
    this.hasTls = hasTls;
    this.server =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setSsl(hasTls)
                    .setPemKeyCertOptions(CERTIFICATE.serverOptions()))
            .requestHandler(this::handle)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  private static RSAKey key(String id) {
    try {
      return new RSAKeyGenerator(2048).keyID(id).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  public static TestIssuer start(Vertx vertx, InstantSource clock) {
    return new TestIssuer(vertx, clock, true);
  }

  public static TestIssuer startInPlainText(Vertx vertx, InstantSource clock) {
    return new TestIssuer(vertx, clock, false);
  }

  public String url() {
    return (hasTls ? "https" : "http") + "://127.0.0.1:" + server.actualPort();
  }

  public TestCertificate certificate() {
    return CERTIFICATE;
  }

  /** How many refreshes succeeded. */
  public int refreshes() {
    return refreshes.get();
  }

  /** From now on a client gives its secret in the form. */
  public void takeNoHeader() {
    headerTaken = false;
  }

  /** From now on a refresh token stays good. */
  public void rotateNothing() {
    rotating = false;
  }

  /** The next refresh is refused for this reason. */
  public void refuse(String description) {
    refusals.add(description);
  }

  /** From now on requests of this path are answered so. */
  public void answer(String path, Handler<HttpServerRequest> handler) {
    others.put(path, handler);
  }

  /** From now on its keys are said to be there. */
  public void tellKeysAt(String url) {
    keysUrl = url;
  }

  /** A token of this issuer; whoever refreshes is called user-1, user-2 and so on. */
  public String idToken(String user, Duration good) {
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(url())
            .subject(user)
            .audience(List.of(CLIENT))
            .issueTime(Date.from(clock.instant()))
            .expirationTime(Date.from(clock.instant().plus(good)))
            .build();
    return token(claims);
  }

  /** What is said of somebody, for the client and for five minutes unless it says otherwise. */
  public JWTClaimsSet.Builder claims(String user) {
    return new JWTClaimsSet.Builder()
        .issuer(url())
        .subject(user)
        .audience(CLIENT)
        .issueTime(Date.from(clock.instant()))
        .expirationTime(Date.from(clock.instant().plus(LIFETIME)));
  }

  /** From now on it signs with another key, and tells of no other. */
  public void replaceKey() {
    key = key("key-" + UUID.randomUUID());
  }

  /** Signed by this issuer. */
  public String token(JWTClaimsSet claims) {
    SignedJWT jwt =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(), claims);
    try {
      jwt.sign(new RSASSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return Confidential.keep(jwt.serialize());
  }

  private void handle(HttpServerRequest request) {
    String path = Objects.requireNonNullElse(request.path(), "");
    Handler<HttpServerRequest> other = others.get(path);
    if (other != null) {
      other.handle(request);
      return;
    }
    switch (path) {
      case DISCOVERY -> end(request, 200, discovery());
      case "/keys" -> end(request, 200, keys());
      case TOKENS -> {
        request.setExpectMultipart(true);
        request.endHandler(end -> token(request));
      }
      default -> request.response().setStatusCode(404).end();
    }
  }

  /** As it tells them. */
  public JsonObject keys() {
    return new JsonObject(new JWKSet(key.toPublicJWK()).toString());
  }

  /** What it says of itself. */
  public JsonObject discovery() {
    return new JsonObject()
        .put("issuer", url())
        .put("jwks_uri", Objects.requireNonNullElseGet(keysUrl, () -> url() + "/keys"))
        .put("token_endpoint", url() + TOKENS)
        .put("authorization_endpoint", url() + "/login")
        .put("response_types_supported", new JsonArray().add("code"))
        .put("subject_types_supported", new JsonArray().add("public"))
        .put("id_token_signing_alg_values_supported", new JsonArray().add("RS256"));
  }

  private void token(HttpServerRequest request) {
    MultiMap form = request.formAttributes();
    String refusal = refusals.poll();
    if (!isClient(request.getHeader("Authorization"), form)) {
      end(request, 401, error("invalid_client", "who are you?"));
    } else if (refusal != null) {
      end(request, 400, error("invalid_grant", refusal));
    } else if (!"refresh_token".equals(form.get("grant_type"))
        || !current().equals(form.get("refresh_token"))) {
      end(request, 400, error("invalid_grant", "the refresh token is not good any more"));
    } else {
      JsonObject answer =
          new JsonObject()
              .put("token_type", "Bearer")
              .put("access_token", "not for Kubernetes")
              .put("id_token", idToken("user-" + refreshes.incrementAndGet(), LIFETIME));
      end(request, 200, rotating ? answer.put("refresh_token", current()) : answer);
    }
  }

  private String current() {
    return "refresh-" + (rotating ? refreshes.get() : 0);
  }

  private boolean isClient(@Nullable String authorization, MultiMap form) {
    if (authorization == null) {
      return PUBLIC_CLIENT.equals(form.get("client_id"))
          || (CLIENT.equals(form.get("client_id")) && SECRET.equals(form.get("client_secret")));
    }
    String pair = CLIENT + ":" + SECRET.replace(' ', '+');
    return headerTaken
        && authorization.equals(
            "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
  }

  private static JsonObject error(String code, String description) {
    return new JsonObject().put("error", code).put("error_description", description);
  }

  private static void end(HttpServerRequest request, int status, JsonObject answer) {
    request
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json")
        .end(answer.encode());
  }
}

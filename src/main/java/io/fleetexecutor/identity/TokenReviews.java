package io.fleetexecutor.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.fleetexecutor.cluster.ApiRequest;
import io.fleetexecutor.cluster.ApiResponse;
import io.fleetexecutor.cluster.ApiServer;
import io.fleetexecutor.model.Caller;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Accepts the tokens that a cluster accepts, as those of its service accounts. What the cluster
 * says counts for {@value #KEPT_SECONDS} s, also after the token was revoked.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/kubernetes-api/authentication-resources/token-review-v1/">TokenReview</a>
 */
public final class TokenReviews implements TokenVerifier {
  private static final String PATH = "/apis/authentication.k8s.io/v1/tokenreviews";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int KEPT_SECONDS = 10;
  private static final int MOST_KEPT = 10_000;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Supplier<ApiServer> cluster;
  private final Set<String> audiences;
  private final String prefix;
  private final ScheduledExecutorService timers;
  private final AsyncCache<String, Caller> known;

  /**
   * @param cluster whose API server is asked
   * @param audiences one of which a token has to be for; empty: those of the API server
   * @param prefix put before names and groups, which are this cluster's alone
   * @param threads for what waits for nothing
   */
  public TokenReviews(
      Supplier<ApiServer> cluster,
      Set<String> audiences,
      String prefix,
      LongSupplier nanoTime,
      ScheduledExecutorService timers,
      Executor threads) {
    this.cluster = cluster;
    this.prefix = prefix;
    this.timers = timers;
    this.audiences = Set.copyOf(audiences);
    // Failures are not kept.
    this.known =
        Caffeine.newBuilder()
            .maximumSize(MOST_KEPT)
            .expireAfterWrite(Duration.ofSeconds(KEPT_SECONDS))
            .ticker(nanoTime::getAsLong)
            .executor(threads)
            .buildAsync();
  }

  /** What a cluster accepts, only the cluster knows. */
  @Override
  public boolean isMeant(String token) {
    return true;
  }

  @Override
  public Uni<Caller> verify(String token) {
    // Not to be cancelled with whoever came first.
    return Uni.createFrom()
        .completionStage(
            () ->
                known
                    .get(hash(token), (key, executor) -> review(token).subscribeAsCompletionStage())
                    .copy());
  }

  private Uni<Caller> review(String token) {
    return Uni.createFrom()
        .deferred(() -> cluster.get().probe(request(token)))
        .ifNoItem()
        .after(PATIENCE)
        .on(timers)
        .fail()
        .onFailure()
        .transform(
            failure ->
                new IssuerUnavailableException(
                    "the cluster that knows the token cannot be asked", failure))
        .chain(
            answer -> {
              try {
                return Uni.createFrom().item(caller(answer));
              } catch (UnauthenticatedException | IssuerUnavailableException e) {
                return Uni.createFrom().failure(e);
              }
            });
  }

  private ApiRequest request(String token) {
    ObjectNode review = JSON.createObjectNode();
    review.put("apiVersion", "authentication.k8s.io/v1").put("kind", "TokenReview");
    ObjectNode spec = review.putObject("spec").put("token", token);
    if (!audiences.isEmpty()) {
      audiences.forEach(spec.putArray("audiences")::add);
    }
    return ApiRequest.change(
        "POST", PATH, ApiRequest.Content.of(ApiRequest.JSON, review.toString()), true);
  }

  private Caller caller(ApiResponse answer)
      throws UnauthenticatedException, IssuerUnavailableException {
    if (!answer.head().isSuccess()) {
      throw new IssuerUnavailableException(
          "the cluster that knows the token answers HTTP " + answer.head().status(), null);
    }
    JsonNode status = read(answer).path("status");
    if (!status.path("authenticated").asBoolean()) {
      throw new UnauthenticatedException("the cluster does not accept it");
    }
    // An API server that knows no audiences tells none, and has not looked at them.
    if (!audiences.isEmpty()
        && texts(status.path("audiences")).stream().noneMatch(audiences::contains)) {
      throw new UnauthenticatedException("it is not for any of the audiences " + audiences);
    }
    JsonNode user = status.path("user");
    String name = user.path("username").asText("");
    if (name.isBlank()) {
      throw new UnauthenticatedException("the cluster does not say whose it is");
    }
    return new Caller(
        prefix + name,
        texts(user.path("groups")).stream().map(group -> prefix + group).toList(),
        user.path("uid").asText(""));
  }

  private static JsonNode read(ApiResponse answer) throws IssuerUnavailableException {
    try {
      return JSON.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new IssuerUnavailableException("the cluster's answer is no TokenReview", null);
    }
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText("")));
    return texts;
  }

  /** So that no token lies in memory for longer than its call. */
  private static String hash(String token) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

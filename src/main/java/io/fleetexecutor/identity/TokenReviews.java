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
import io.fleetexecutor.cluster.ClusterFailure;
import io.fleetexecutor.model.Caller;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Accepts the tokens that a cluster accepts, as those of its service accounts. What the cluster
 * accepts counts for {@value #KEPT_SECONDS} s, also after the token was revoked; no failure is
 * kept.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/kubernetes-api/authentication-resources/token-review-v1/">TokenReview</a>
 */
public final class TokenReviews implements TokenVerifier {
  private static final String PATH = "/apis/authentication.k8s.io/v1/tokenreviews";
  private static final ObjectMapper JSON = new ObjectMapper();
  static final int KEPT_SECONDS = 10;
  private static final int MOST_KEPT = 10_000;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Supplier<ApiServer> cluster;
  private final Set<String> audiences;
  private final String prefix;
  private final ScheduledExecutorService timers;
  private final AsyncCache<String, Outcome> known;

  /** A value, as a cache tells failures in the log, whoever brings them about. */
  private sealed interface Outcome {
    record Accepted(Caller caller) implements Outcome {}

    record Failed(Throwable why) implements Outcome {}
  }

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
    return Uni.createFrom()
        .completionStage(() -> outcome(token))
        .chain(
            outcome ->
                switch (outcome) {
                  case Outcome.Accepted accepted -> Uni.createFrom().item(accepted.caller());
                  case Outcome.Failed failed -> Uni.createFrom().failure(failed.why());
                });
  }

  private CompletableFuture<Outcome> outcome(String token) {
    String hash = hash(token);
    CompletableFuture<Outcome> asked =
        known.get(hash, (key, executor) -> review(token).subscribeAsCompletionStage());
    return asked
        .whenComplete(
            (outcome, none) -> {
              if (!(outcome instanceof Outcome.Accepted)) {
                known.asMap().remove(hash, asked);
              }
            })
        // Not to be cancelled with whoever came first.
        .copy();
  }

  /** Never fails. */
  private Uni<Outcome> review(String token) {
    return Uni.createFrom()
        .deferred(() -> cluster.get().probe(request(token)))
        .ifNoItem()
        .after(PATIENCE)
        .on(timers)
        .fail()
        .onFailure()
        .transform(TokenReviews::unavailable)
        .chain(this::caller)
        .<Outcome>map(Outcome.Accepted::new)
        .onFailure()
        .recoverWithItem(Outcome.Failed::new);
  }

  private static IssuerUnavailableException unavailable(Throwable failure) {
    // No connection was free: the cluster itself would have answered HTTP 429.
    return failure instanceof ClusterFailure known
            && known.error().reason().equals("TOO_MANY_REQUESTS")
        ? new IssuerBusyException("too many calls wait for the cluster that knows the token")
        : new IssuerUnavailableException(
            "the cluster that knows the token cannot be asked", failure);
  }

  private Uni<Caller> caller(ApiResponse answer) {
    try {
      return Uni.createFrom().item(read(answer));
    } catch (UnauthenticatedException e) {
      return Uni.createFrom().failure(e);
    } catch (IOException e) {
      return Uni.createFrom()
          .failure(
              new IssuerUnavailableException(
                  "the cluster that knows the token does not answer as it should", e));
    }
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

  private Caller read(ApiResponse answer) throws UnauthenticatedException, IOException {
    if (!answer.head().isSuccess()) {
      throw new IOException("it answers HTTP " + answer.head().status());
    }
    JsonNode status = json(answer).path("status");
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

  private static JsonNode json(ApiResponse answer) throws IOException {
    try {
      return JSON.readTree(answer.body());
    } catch (JsonProcessingException e) {
      // Its own message quotes the answer.
      throw new IOException("its answer is no TokenReview");
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

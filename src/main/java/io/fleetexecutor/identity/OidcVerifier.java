package io.fleetexecutor.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.CachingJWKSetSource;
import com.nimbusds.jose.jwk.source.CachingJWKSetSource.WaitingForRefreshEvent;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.jose.util.events.Event;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.JWTProcessor;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import io.fleetexecutor.address.IssuerUrl;
import io.fleetexecutor.model.Caller;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Accepts tokens of one OpenID Connect issuer: signed with one of its keys, which are found by
 * discovery and looked for again when there are new ones, for one of the audiences, and not
 * expired. However many tokens there are, the issuer is asked one request at a time, which ends
 * within {@value DocumentRetriever#PATIENCE_SECONDS} s.
 *
 * @see <a href="https://openid.net/specs/openid-connect-discovery-1_0.html">OpenID Connect
 *     Discovery</a>
 */
public final class OidcVerifier implements TokenVerifier {
  // With the five minutes for which keys are kept anyway.
  private static final Duration OUTAGE_TOLERANCE = Duration.ofMinutes(10);

  /** For the discovery, and as many for the keys. */
  static final int MOST_WAITING = 1_000;

  // Whoever can check a signature with one of these cannot make it.
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  private final OidcSettings settings;
  private final ClaimedCaller claimed;
  private final InstantSource clock;
  private final Executor threads;
  private final DocumentRetriever retriever;
  private final Discovery<JWTProcessor<SecurityContext>> processors;

  /**
   * Asks the issuer for nothing before there is a token.
   *
   * @param sockets with the issuer's authority; null: as the JDK trusts
   * @param threads may be blocked
   */
  public OidcVerifier(
      OidcSettings settings,
      @Nullable SSLSocketFactory sockets,
      InstantSource clock,
      ScheduledExecutorService timers,
      Executor threads) {
    this.settings = settings;
    this.claimed = new ClaimedCaller(settings);
    this.clock = clock;
    this.threads = threads;
    this.retriever = new DocumentRetriever(sockets, timers);
    this.processors =
        new Discovery<>(
            Uni.createFrom().deferred(this::discovered).runSubscriptionOn(threads),
            clock,
            MOST_WAITING);
  }

  @Override
  public boolean isMeant(String token) {
    try {
      return settings.issuer().equals(JWTParser.parse(token).getJWTClaimsSet().getIssuer());
    } catch (ParseException | RuntimeException e) {
      return false;
    }
  }

  @Override
  public Uni<Caller> verify(String token) {
    return processors
        .find()
        .chain(
            processor ->
                Uni.createFrom()
                    .deferred(() -> check(processor, token))
                    .runSubscriptionOn(threads));
  }

  private Uni<Caller> check(JWTProcessor<SecurityContext> processor, String token) {
    try {
      return Uni.createFrom().item(claimed.of(processor.process(token, null)));
    } catch (UnauthenticatedException e) {
      return Uni.createFrom().failure(e);
    } catch (RateLimitReachedException e) {
      // It may be a new key of the issuer's, whoever has used up the limit.
      return busy("the keys of the token's issuer were asked for a moment ago");
    } catch (TooManyWaitException e) {
      return busy("too many calls wait for the keys of the token's issuer");
    } catch (KeySourceException e) {
      return Uni.createFrom()
          .failure(
              new IssuerUnavailableException("the keys of the token's issuer cannot be read", e));
    } catch (ParseException | BadJOSEException | JOSEException e) {
      return refused(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      return refused("it cannot be read");
    }
  }

  private static Uni<Caller> busy(String message) {
    return Uni.createFrom().failure(new IssuerBusyException(message));
  }

  private static Uni<Caller> refused(String reason) {
    return Uni.createFrom().failure(new UnauthenticatedException(reason));
  }

  private Uni<JWTProcessor<SecurityContext>> discovered() {
    try {
      return Uni.createFrom().item(discover());
    } catch (IOException | GeneralException | RuntimeException e) {
      return Uni.createFrom()
          .failure(
              new IssuerUnavailableException("the token's issuer does not answer as it should", e));
    }
  }

  private JWTProcessor<SecurityContext> discover() throws IOException, GeneralException {
    Issuer issuer = new Issuer(settings.issuer());
    Resource document = retriever.retrieveResource(OIDCProviderMetadata.resolveURL(issuer));
    OIDCProviderMetadata metadata = OIDCProviderMetadata.parse(document.getContent());
    if (!metadata.getIssuer().equals(issuer)) {
      throw new IOException("the discovery document is of " + metadata.getIssuer());
    }
    URI keys = metadata.getJWKSetURI();
    // What an issuer says over TLS leads to no plain text, not on this machine either.
    boolean isWeaker = !settings.issuer().startsWith("http:") && !isHttps(keys);
    if (isWeaker || IssuerUrl.problem(keys).isPresent()) {
      throw new IOException("the issuer's keys are at " + keys + ", which is not https");
    }
    return processor(keys);
  }

  private static boolean isHttps(URI url) {
    return "https".equalsIgnoreCase(url.getScheme());
  }

  private JWTProcessor<SecurityContext> processor(URI keys) throws IOException {
    var checks = new DefaultJWTProcessor<SecurityContext>();
    checks.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
    checks.setJWSKeySelector(
        new JWSVerificationKeySelector<>(
            ALGORITHMS,
            JWKSourceBuilder.create(keys.toURL(), retriever)
                .refreshAheadCache(
                    JWKSourceBuilder.DEFAULT_REFRESH_AHEAD_TIME,
                    false,
                    OidcVerifier::refuseToWaitWhereTooManyDo)
                .retrying(true)
                .outageTolerant(OUTAGE_TOLERANCE.toMillis())
                .build()));
    checks.setJWTClaimsSetVerifier(new Claims());
    return checks;
  }

  /** One thread asks for the keys, the others wait for it, each for 15 s at most. */
  private static void refuseToWaitWhereTooManyDo(
      Event<CachingJWKSetSource<SecurityContext>, SecurityContext> event) {
    if (event instanceof WaitingForRefreshEvent<?> waiting
        && waiting.getThreadQueueLength() >= MOST_WAITING) {
      throw new TooManyWaitException();
    }
  }

  /** Unchecked, as a listener may throw no other. */
  private static final class TooManyWaitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManyWaitException() {
      super(null, null, false, false);
    }
  }

  /** Times are compared with the clock of this process. */
  private final class Claims extends DefaultJWTClaimsVerifier<SecurityContext> {
    Claims() {
      super(
          settings.audiences(),
          new JWTClaimsSet.Builder().issuer(settings.issuer()).build(),
          Set.of("exp"),
          Set.of());
      setMaxClockSkew((int) settings.clockSkew().toSeconds());
    }

    @Override
    protected Date currentTime() {
      return Date.from(clock.instant());
    }
  }
}

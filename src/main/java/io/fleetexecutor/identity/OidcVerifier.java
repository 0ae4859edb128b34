package io.fleetexecutor.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.Resource;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.jwt.proc.JWTProcessor;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
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
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Accepts tokens of one OpenID Connect issuer: signed with one of its keys, which are found by
 * discovery and looked for again when there are new ones, for one of the audiences, and not
 * expired.
 *
 * @see <a href="https://openid.net/specs/openid-connect-discovery-1_0.html">OpenID Connect
 *     Discovery</a>
 */
public final class OidcVerifier implements TokenVerifier {
  private static final int TIMEOUT_MILLIS = (int) Duration.ofSeconds(5).toMillis();
  private static final int MAX_ANSWER_BYTES = 1 << 20;

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
  private final DefaultResourceRetriever retriever;
  private volatile @Nullable JWTProcessor<SecurityContext> processor;

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
      Executor threads) {
    this.settings = settings;
    this.claimed = new ClaimedCaller(settings);
    this.clock = clock;
    this.threads = threads;
    this.retriever =
        new DefaultResourceRetriever(
            TIMEOUT_MILLIS, TIMEOUT_MILLIS, MAX_ANSWER_BYTES, true, sockets);
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
    return Uni.createFrom()
        .<Caller>emitter(
            emitter ->
                threads.execute(
                    () -> {
                      try {
                        emitter.complete(check(token));
                      } catch (UnauthenticatedException | IssuerUnavailableException e) {
                        emitter.fail(e);
                      } catch (RuntimeException e) {
                        emitter.fail(new UnauthenticatedException("it cannot be read"));
                      }
                    }));
  }

  private Caller check(String token) throws UnauthenticatedException, IssuerUnavailableException {
    try {
      return claimed.of(processor().process(token, null));
    } catch (RateLimitReachedException e) {
      // Its keys were asked for a moment ago, and had no such one.
      throw new UnauthenticatedException("its key is unknown");
    } catch (KeySourceException e) {
      throw new IssuerUnavailableException("the keys of the token's issuer cannot be read", e);
    } catch (ParseException | BadJOSEException | JOSEException e) {
      throw new UnauthenticatedException(String.valueOf(e.getMessage()));
    }
  }

  /** Several threads may find the issuer at the same time, and all find the same. */
  private JWTProcessor<SecurityContext> processor() throws IssuerUnavailableException {
    JWTProcessor<SecurityContext> known = processor;
    if (known == null) {
      known = discover();
      processor = known;
    }
    return known;
  }

  private JWTProcessor<SecurityContext> discover() throws IssuerUnavailableException {
    try {
      Issuer issuer = new Issuer(settings.issuer());
      Resource document = retriever.retrieveResource(OIDCProviderMetadata.resolveURL(issuer));
      OIDCProviderMetadata metadata = OIDCProviderMetadata.parse(document.getContent());
      if (!metadata.getIssuer().equals(issuer)) {
        throw new IOException("the discovery document is of " + metadata.getIssuer());
      }
      URI keys = metadata.getJWKSetURI();
      if (!"https".equals(keys.getScheme()) && !settings.issuer().startsWith("http:")) {
        throw new IOException("the issuer's keys are at " + keys + ", which is not https");
      }
      return processor(keys);
    } catch (IOException | GeneralException e) {
      throw new IssuerUnavailableException("the token's issuer does not answer as it should", e);
    }
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
                .retrying(true)
                .outageTolerant(Duration.ofHours(1).toMillis())
                .build()));
    checks.setJWTClaimsSetVerifier(new Claims());
    return checks;
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

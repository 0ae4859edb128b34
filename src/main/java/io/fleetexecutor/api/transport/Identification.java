package io.fleetexecutor.api.transport;

import com.google.rpc.Code;
import grpc.health.v1.HealthGrpc;
import io.fleetexecutor.api.ApiSettings;
import io.fleetexecutor.api.Statuses;
import io.fleetexecutor.identity.IssuerUnavailableException;
import io.fleetexecutor.identity.TokenAuthenticator;
import io.fleetexecutor.identity.UnauthenticatedException;
import io.fleetexecutor.model.Caller;
import io.grpc.StatusRuntimeException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Locale;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who makes a request: by its bearer token, or where it has none by the certificate of
 * its connection. Where callers have to say who they are, nobody else learns anything.
 */
@Singleton
final class Identification {
  private static final Logger LOG = Logger.getLogger(Identification.class);
  private static final String SCHEME = "bearer ";

  private final TokenAuthenticator tokens;
  private final CertificateCallers certificates;
  private final boolean required;

  Identification(TokenAuthenticator tokens, ApiSettings settings, InstantSource clock) {
    this.tokens = tokens;
    this.certificates = new CertificateCallers(settings.certificatePrefix(), clock);
    this.required = settings.callersAreKnown();
  }

  /** Fails with the status of the call. */
  Uni<Caller> caller(HttpServerRequest request, String method) {
    @Nullable String authorization = request.getHeader("authorization");
    if (!required || isForEverybody(method)) {
      return Uni.createFrom().item(certificates.caller(request));
    }
    if (authorization != null) {
      return byToken(authorization).onFailure().transform(Identification::status);
    }
    Caller shown = certificates.caller(request);
    return shown.equals(Caller.ANONYMOUS)
        ? Uni.createFrom()
            .failure(
                Statuses.of(
                    Code.UNAUTHENTICATED,
                    "UNAUTHENTICATED",
                    "a client certificate that is valid, or a bearer token, is needed"))
        : Uni.createFrom().item(shown);
  }

  /** Those who look after processes ask for their health, and cannot log in. */
  static boolean isForEverybody(String method) {
    return method.startsWith(HealthGrpc.SERVICE_NAME + "/");
  }

  private Uni<Caller> byToken(String authorization) {
    boolean isBearer = authorization.toLowerCase(Locale.ROOT).startsWith(SCHEME);
    return tokens.authenticate(isBearer ? authorization.substring(SCHEME.length()).strip() : "");
  }

  private static StatusRuntimeException status(Throwable failure) {
    return switch (failure) {
      case UnauthenticatedException refused -> {
        // It may quote the token, whose text anybody can choose.
        LOG.debugf(
            "a bearer token was not accepted: %s",
            String.valueOf(refused.getMessage()).replaceAll("\\p{Cntrl}", "?"));
        yield Statuses.of(
            Code.UNAUTHENTICATED, "TOKEN_NOT_ACCEPTED", "the bearer token is not accepted");
      }
      case IssuerUnavailableException unavailable ->
          Statuses.of(
              Code.UNAVAILABLE, "ISSUER_UNAVAILABLE", String.valueOf(unavailable.getMessage()));
      default -> {
        LOG.error("a caller could not be identified", failure);
        yield Statuses.of(Code.INTERNAL, "INTERNAL", "internal error of the service");
      }
    };
  }
}

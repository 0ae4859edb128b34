package io.fleetexecutor.cluster;

import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.util.JSONObjectUtils;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks the issuer of a login for tokens, each time anew and for a bounded time; blocks. */
final class OidcIssuer {

  private static final int TIMEOUT_MILLIS = (int) Duration.ofSeconds(10).toMillis();

  private final OidcLogin login;
  private final Duration timeout;

  /**
   * @param timeout of each request, to the end of its answer
   */
  OidcIssuer(OidcLogin login, Duration timeout) {
    this.login = login;
    this.timeout = timeout;
  }

  /** What the issuer gives as its reason. */
  static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;
    private final String problem;

    RefusedException(String problem) {
      super(problem, null, false, false);
      this.problem = problem;
    }

    String problem() {
      return problem;
    }
  }

  /** The client's secret goes into a header, or where the issuer does not take it there, a form. */
  OIDCTokens refresh(String refreshToken) throws IOException, ParseException, RefusedException {
    URI endpoint = tokenEndpoint();
    AuthorizationGrant grant = new RefreshTokenGrant(new RefreshToken(refreshToken));
    ClientID client = new ClientID(login.clientId());
    if (login.clientSecret().isEmpty()) {
      return tokens(send(new TokenRequest.Builder(endpoint, client, grant).build()));
    }
    Secret secret = new Secret(login.clientSecret());
    HTTPResponse answer =
        send(
            new TokenRequest.Builder(endpoint, new ClientSecretBasic(client, secret), grant)
                .build());
    if (!answer.indicatesSuccess()
        && OAuth2Error.INVALID_CLIENT.equals(TokenErrorResponse.parse(answer).getErrorObject())) {
      answer =
          send(
              new TokenRequest.Builder(endpoint, new ClientSecretPost(client, secret), grant)
                  .build());
    }
    return tokens(answer);
  }

  private URI tokenEndpoint() throws IOException, ParseException, RefusedException {
    HTTPRequest request;
    try {
      request =
          new HTTPRequest(
              HTTPRequest.Method.GET, OIDCProviderMetadata.resolveURL(new Issuer(login.issuer())));
    } catch (GeneralException e) {
      throw new ParseException(e.getMessage(), e);
    }
    HTTPResponse answer = send(request);
    if (!answer.indicatesSuccess()) {
      throw new RefusedException("its discovery document is HTTP " + answer.getStatusCode());
    }
    return JSONObjectUtils.getURI(answer.getBodyAsJSONObject(), "token_endpoint");
  }

  private HTTPResponse send(TokenRequest request) throws IOException {
    return send(request.toHTTPRequest());
  }

  private HTTPResponse send(HTTPRequest request) throws IOException {
    request.setConnectTimeout(TIMEOUT_MILLIS);
    request.setReadTimeout(TIMEOUT_MILLIS);
    PemSource authority = login.authority();
    if (authority != null) {
      request.setSSLSocketFactory(CertificateAuthority.socketsTrusting(authority.read()));
    }
    return answer(request);
  }

  /** The request's own timeouts are of each read, of which an answer may take any number. */
  private HTTPResponse answer(HTTPRequest request) throws IOException {
    FutureTask<HTTPResponse> answer = new FutureTask<>(() -> OidcExchange.send(request));
    // Interrupting a virtual thread closes the socket that it reads from.
    Thread.ofVirtual().name("oidc-issuer").start(answer);
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
    } catch (TimeoutException e) {
      throw new IOException("no whole answer within " + timeout.toMillis() + " ms", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } finally {
      answer.cancel(true);
    }
  }

  private static OIDCTokens tokens(HTTPResponse answer) throws ParseException, RefusedException {
    if (answer.indicatesSuccess()) {
      return OIDCTokenResponse.parse(answer).getOIDCTokens();
    }
    ErrorObject error = TokenErrorResponse.parse(answer).getErrorObject();
    String code = Objects.requireNonNullElse(error.getCode(), "HTTP " + error.getHTTPStatusCode());
    throw new RefusedException(
        error.getDescription() == null
            ? code
            : code + ": " + StatusFailures.excerpt(error.getDescription()));
  }
}

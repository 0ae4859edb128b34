package io.fleetexecutor.cli.token;

import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenErrorResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationRequest;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationResponse;
import com.nimbusds.oauth2.sdk.device.DeviceAuthorizationSuccessResponse;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import io.fleetexecutor.address.IssuerUrl;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks an issuer, where its discovery document says, and nowhere without TLS but on this machine;
 * blocks.
 */
final class IssuerConnection {
  private static final int TIMEOUT_MILLIS = 10_000;

  private final OidcClient client;
  private final OIDCProviderMetadata metadata;
  private final @Nullable ClientAuthentication authentication;

  private IssuerConnection(
      OidcClient client,
      OIDCProviderMetadata metadata,
      @Nullable ClientAuthentication authentication) {
    this.client = client;
    this.metadata = metadata;
    this.authentication = authentication;
  }

  static IssuerConnection to(OidcClient client) throws TokenException {
    requireSafe(client.issuer(), "the issuer");
    try {
      OIDCProviderMetadata metadata =
          OIDCProviderMetadata.resolve(new Issuer(client.issuer()), TIMEOUT_MILLIS, TIMEOUT_MILLIS);
      return new IssuerConnection(client, metadata, authentication(client, metadata));
    } catch (GeneralException e) {
      throw new TokenException(
          "the discovery document of the issuer %s cannot be used: %s"
              .formatted(client.issuer(), e.getMessage()),
          e);
    } catch (IOException e) {
      throw unreachable(client, e);
    }
  }

  private static @Nullable ClientAuthentication authentication(
      OidcClient client, OIDCProviderMetadata metadata) throws TokenException {
    if (client.secretFile() == null) {
      return null;
    }
    ClientID id = new ClientID(client.id());
    Secret secret = new Secret(new TokenFile(client.secretFile()).token());
    List<ClientAuthenticationMethod> methods =
        Objects.requireNonNullElse(metadata.getTokenEndpointAuthMethods(), List.of());
    boolean header =
        methods.isEmpty() || methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
    return header ? new ClientSecretBasic(id, secret) : new ClientSecretPost(id, secret);
  }

  DeviceAuthorizationSuccessResponse authorizeDevice(Scope scope)
      throws TokenException, RefusedException {
    URI endpoint =
        endpoint(metadata.getDeviceAuthorizationEndpointURI(), "device_authorization_endpoint");
    DeviceAuthorizationRequest.Builder request =
        authentication == null
            ? new DeviceAuthorizationRequest.Builder(new ClientID(client.id()))
            : new DeviceAuthorizationRequest.Builder(authentication);
    try {
      HTTPResponse answer =
          send(request.endpointURI(endpoint).scope(scope).build().toHTTPRequest());
      if (!answer.indicatesSuccess()) {
        throw new RefusedException(TokenErrorResponse.parse(answer).getErrorObject());
      }
      return DeviceAuthorizationResponse.parse(answer).toSuccessResponse();
    } catch (ParseException e) {
      throw malformed();
    } catch (IOException e) {
      throw unreachable(client, e);
    }
  }

  /** An answer that says that the issuer is out of order counts as none. */
  OIDCTokens tokens(AuthorizationGrant grant) throws IOException, TokenException, RefusedException {
    URI endpoint = endpoint(metadata.getTokenEndpointURI(), "token_endpoint");
    TokenRequest.Builder request =
        authentication == null
            ? new TokenRequest.Builder(endpoint, new ClientID(client.id()), grant)
            : new TokenRequest.Builder(endpoint, authentication, grant);
    HTTPResponse answer = send(request.build().toHTTPRequest());
    if (answer.getStatusCode() >= 500) {
      throw new IOException("HTTP " + answer.getStatusCode());
    }
    try {
      if (answer.indicatesSuccess()) {
        return OIDCTokenResponse.parse(answer).getOIDCTokens();
      }
      throw new RefusedException(TokenErrorResponse.parse(answer).getErrorObject());
    } catch (ParseException e) {
      throw malformed();
    }
  }

  private static HTTPResponse send(HTTPRequest request) throws IOException {
    request.setConnectTimeout(TIMEOUT_MILLIS);
    request.setReadTimeout(TIMEOUT_MILLIS);
    // What it holds is for this endpoint alone.
    request.setFollowRedirects(false);
    return request.send();
  }

  private URI endpoint(@Nullable URI endpoint, String field) throws TokenException {
    if (endpoint == null) {
      throw new TokenException(
          "the discovery document of the issuer %s has no %s".formatted(client.issuer(), field));
    }
    requireSafe(endpoint.toString(), field + " of the issuer " + client.issuer());
    return endpoint;
  }

  private static void requireSafe(String url, String what) throws TokenException {
    Optional<String> problem = IssuerUrl.problem(url);
    if (problem.isPresent()) {
      throw new TokenException(what + " cannot be used: " + problem.get());
    }
  }

  /** Without the parser's message, which may repeat the answer. */
  private TokenException malformed() {
    return new TokenException(
        "the issuer %s answered something else than OpenID Connect describes"
            .formatted(client.issuer()));
  }

  static TokenException unreachable(OidcClient client, IOException e) {
    return new TokenException(
        "the issuer %s cannot be reached: %s".formatted(client.issuer(), e.getMessage()), e);
  }
}

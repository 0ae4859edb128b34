package io.fleetexecutor.cluster;

import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.ErrorCode;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.proxy.ProxyConnectException;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.security.InvalidKeyException;
import java.security.SignatureException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Maps what goes wrong below HTTP. */
final class ConnectionFailures {

  private static final String HANDSHAKE_TIMEOUT = "TLS_HANDSHAKE_TIMEOUT";

  private ConnectionFailures() {}

  /**
   * @param progress how far the request came, for people
   */
  static ClusterFailure of(Throwable failure, ApiEndpoint endpoint, String progress) {
    String address = endpoint.host() + ":" + endpoint.port();
    if (failure instanceof ClusterFailure known) {
      return known;
    }
    if (find(failure, SslHandshakeTimeoutException.class) != null) {
      return ClusterFailure.of(
          ClusterState.TIMED_OUT,
          ErrorCode.DEADLINE_EXCEEDED,
          HANDSHAKE_TIMEOUT,
          address + " did not finish the TLS handshake in time");
    }
    if (find(failure, ConnectionPoolTooBusyException.class) != null) {
      return ClusterFailure.of(
          ClusterState.FAILED,
          ErrorCode.RESOURCE_EXHAUSTED,
          "TOO_MANY_REQUESTS",
          "too many requests to " + address + " are waiting for a connection");
    }
    ProxyConnectException proxy = find(failure, ProxyConnectException.class);
    if (proxy != null) {
      return unreachable("PROXY_FAILED", "no connection to " + address + ": " + text(proxy));
    }
    if (find(failure, NotSslRecordException.class) != null) {
      return unreachable("TLS_FAILED", address + " does not speak TLS");
    }
    SSLException tls = find(failure, SSLException.class);
    if (tls != null && find(tls, CertificateException.class) != null) {
      return unreachable(
          "TLS_FAILED", "the certificate of " + address + " " + refusal(tls, endpoint.tls()));
    }
    if (tls != null) {
      return unreachable("TLS_FAILED", "TLS with " + address + " failed: " + text(root(tls)));
    }
    if (find(failure, DecoderException.class) != null
        || failure instanceof IllegalArgumentException) {
      return ClusterFailure.unexpectedAnswer(address + " does not speak HTTP/1.1", null);
    }
    return connection(failure, address, progress);
  }

  /** There was no connection when whoever waited for it gave up. */
  static ClusterFailure givenUp(ApiEndpoint endpoint, Duration waited) {
    return unreachable(
        "CONNECT_TIMEOUT",
        "no connection to %s:%d within %d ms"
            .formatted(endpoint.host(), endpoint.port(), waited.toMillis()));
  }

  /** Whether it is the way to the API server that failed, not the API server. */
  static boolean isOfTheWay(ClusterFailure failure) {
    return failure.state() == ClusterState.UNREACHABLE
        || failure.error().reason().equals(HANDSHAKE_TIMEOUT);
  }

  /**
   * Whether the other side ended the TLS connection, maybe for want of a certificate it accepts.
   */
  static boolean isRefusal(Throwable failure) {
    SSLException tls = find(failure, SSLException.class);
    return tls != null && text(root(tls)).contains("fatal alert");
  }

  private static String refusal(SSLException failure, TlsSettings tls) {
    if (find(failure, CertificateExpiredException.class) != null) {
      return "has expired: " + text(root(failure));
    }
    // Where an authority of the same name signed it, the path is found and the signature is wrong.
    if (find(failure, CertPathBuilderException.class) != null
        || find(failure, SignatureException.class) != null
        || find(failure, InvalidKeyException.class) != null) {
      PemSource authority = tls.authority();
      String trusted =
          authority == null
              ? "that this system trusts"
              : "of certificate-authority " + authority.place();
      return "is not accepted: it is signed by no authority " + trusted;
    }
    return "is not accepted: " + text(root(failure));
  }

  private static ClusterFailure connection(Throwable failure, String address, String progress) {
    UnknownHostException unknown = find(failure, UnknownHostException.class);
    if (unknown != null) {
      return unreachable("UNKNOWN_HOST", "no such host: " + address);
    }
    if (find(failure, ConnectTimeoutException.class) != null) {
      return unreachable("CONNECT_TIMEOUT", "connecting to " + address + " timed out");
    }
    if (find(failure, NoRouteToHostException.class) != null) {
      return unreachable("NO_ROUTE", "no route to " + address);
    }
    if (find(failure, ConnectException.class) != null) {
      return unreachable("CONNECTION_REFUSED", address + " refused the connection");
    }
    return unreachable("CONNECTION_CLOSED", "the connection to " + address + " closed " + progress);
  }

  private static ClusterFailure unreachable(String reason, String message) {
    return ClusterFailure.of(ClusterState.UNREACHABLE, ErrorCode.UNAVAILABLE, reason, message);
  }

  private static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return type.cast(cause);
      }
    }
    return null;
  }

  private static Throwable root(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  static String text(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : StatusFailures.excerpt(message);
  }
}

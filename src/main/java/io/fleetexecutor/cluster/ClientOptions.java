package io.fleetexecutor.cluster;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.ProxyType;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The options of the HTTP client for one endpoint. */
final class ClientOptions {

  private static final int MAX_HEADER_BYTES = 64 << 10;
  private static final int CHUNK_BYTES = 64 << 10;
  // Checks in the background, once a minute, keep a connection; API servers close it after 90 s.
  private static final int IDLE_SECONDS = 80;
  private static final int POOL_CLEANER_MILLIS = 5_000;
  private static final int MAX_WAITING_REQUESTS = 1024;

  // Vert.x puts each key into a key store in memory, whose password would take longer to hash than
  // a handshake takes.
  static {
    System.getProperties().putIfAbsent("keystore.pkcs12.keyPbeIterationCount", "1");
  }

  private ClientOptions() {}

  /** Reads the certificates, and so blocks. */
  static HttpClientOptions of(
      ApiEndpoint endpoint, ConnectionSettings settings, @Nullable ClientCertificate certificate)
      throws IOException {
    HttpClientOptions options =
        new HttpClientOptions()
            .setConnectTimeout((int) settings.connectTimeout().toMillis())
            .setMaxPoolSize(settings.maxConnections())
            .setMaxWaitQueueSize(MAX_WAITING_REQUESTS)
            .setKeepAliveTimeout(IDLE_SECONDS)
            .setPoolCleanerPeriod(POOL_CLEANER_MILLIS)
            .setTcpKeepAlive(true)
            .setDecompressionSupported(true)
            .setMaxHeaderSize(MAX_HEADER_BYTES)
            .setMaxChunkSize(CHUNK_BYTES);
    if (endpoint.proxy() != null) {
      options.setProxyOptions(proxy(endpoint.proxy()));
    }
    return endpoint.isTls() ? tls(options, endpoint, settings, certificate) : options;
  }

  private static HttpClientOptions tls(
      HttpClientOptions options,
      ApiEndpoint endpoint,
      ConnectionSettings settings,
      @Nullable ClientCertificate certificate)
      throws IOException {
    TlsSettings tls = endpoint.tls();
    options
        .setSsl(true)
        .setForceSni(tls.serverName() != null)
        .setTrustAll(tls.insecure())
        .setVerifyHost(!tls.insecure())
        .setSslHandshakeTimeout(settings.handshakeTimeout().toSeconds());
    if (tls.authority() != null) {
      options.setTrustOptions(new PemTrustOptions().addCertValue(pem(tls.authority())));
    }
    if (certificate != null) {
      options.setKeyCertOptions(
          new PemKeyCertOptions()
              .addCertValue(pem(certificate.certificate()))
              .addKeyValue(pem(certificate.key())));
    }
    return options;
  }

  private static Buffer pem(PemSource source) throws IOException {
    return Buffer.buffer(source.read());
  }

  private static ProxyOptions proxy(URI uri) {
    boolean socks = "socks5".equals(uri.getScheme());
    int defaultPort = socks ? 1080 : 80;
    ProxyOptions options =
        new ProxyOptions()
            .setType(socks ? ProxyType.SOCKS5 : ProxyType.HTTP)
            .setHost(uri.getHost())
            .setPort(uri.getPort() >= 0 ? uri.getPort() : defaultPort);
    String user = uri.getUserInfo();
    if (user != null) {
      int colon = user.indexOf(':');
      options.setUsername(colon < 0 ? user : user.substring(0, colon));
      options.setPassword(colon < 0 ? "" : user.substring(colon + 1));
    }
    return options;
  }
}

package io.fleetexecutor.cluster;

import static io.fleetexecutor.cluster.ApiServers.failure;
import static io.fleetexecutor.cluster.ApiServers.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.testing.TestCertificate;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemTrustOptions;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ApiServerTlsTest extends VertxTest {

  private static final TestCertificate LOCAL = TestCertificate.selfSigned("ip:127.0.0.1");
  private static final TestCertificate NAMED = TestCertificate.selfSigned("dns:kube.internal");

  @Test
  void aServerWithACertificateOfTheAuthorityIsTrusted() throws Exception {
    assertThat(text(at(https(LOCAL, new HttpServerOptions()), authority(LOCAL)), "/"))
        .isEqualTo("hello");
  }

  @Test
  void aServerWithACertificateOfAnotherAuthorityIsNotTrusted() throws Exception {
    ClusterFailure failure =
        failure(at(https(LOCAL, new HttpServerOptions()), authority(NAMED)), "/");

    assertThat(failure.error().reason()).isEqualTo("TLS_FAILED");
    assertThat(failure.error().message())
        .contains("the certificate of 127.0.0.1:", "is not accepted");
  }

  @Test
  void aCertificateForAnotherHostIsNotTrusted() throws Exception {
    ClusterFailure failure =
        failure(at(https(NAMED, new HttpServerOptions()), authority(NAMED)), "/");

    assertThat(failure.error().reason()).isEqualTo("TLS_FAILED");
    assertThat(failure.error().message()).containsIgnoringCase("subject alternative names");
  }

  @Test
  void theTlsServerNameIsTheNameThatTheCertificateMustHave() throws Exception {
    TlsSettings tls = new TlsSettings(NAMED.authority(), false, "kube.internal");

    assertThat(text(at(https(NAMED, new HttpServerOptions()), tls), "/")).isEqualTo("hello");
  }

  @Test
  void withoutVerificationEveryCertificateWillDo() throws Exception {
    TlsSettings tls = new TlsSettings(null, true, null);

    assertThat(text(at(https(NAMED, new HttpServerOptions()), tls), "/")).isEqualTo("hello");
  }

  @Test
  void aClientCertificateIsPresented() throws Exception {
    HttpServerOptions mutual =
        new HttpServerOptions()
            .setClientAuth(ClientAuth.REQUIRED)
            .setTrustOptions(
                new PemTrustOptions().addCertValue(Buffer.buffer(NAMED.certificatePem())));
    int port = https(LOCAL, mutual);

    assertThat(text(at(port, authority(LOCAL), NAMED.client()), "/")).isEqualTo("hello");
    assertThat(failure(at(port, authority(LOCAL)), "/").error().reason())
        .isIn("TLS_FAILED", "CONNECTION_CLOSED");
  }

  private static TlsSettings authority(TestCertificate certificate) {
    return new TlsSettings(certificate.authority(), false, null);
  }

  private ApiServer at(int port, TlsSettings tls) {
    return at(port, tls, null);
  }

  private ApiServer at(int port, TlsSettings tls, @Nullable ClientCertificate client) {
    return servers.at(
        new ApiEndpoint(
            URI.create("https://127.0.0.1:" + port),
            tls,
            null,
            true,
            new Credentials(client, Authentication.NONE, Impersonation.NONE)));
  }
}

package io.fleetexecutor.cluster;

import static io.fleetexecutor.cluster.ApiServers.failure;
import static io.fleetexecutor.cluster.ApiServers.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.model.ClusterState;
import java.net.URI;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class ApiServerProxyTest extends VertxTest {

  @Test
  void aProxyIsAskedForThePlainServer() throws Exception {
    String proxy = http(request -> request.response().end(request.uri()));

    assertThat(text(through(proxy, "http://cluster.invalid:8080"), "/version"))
        .isEqualTo("http://cluster.invalid:8080/version");
  }

  @Test
  void aProxyThatRefusesToConnectIsUnreachable() throws Exception {
    Queue<String> requests = new ConcurrentLinkedQueue<>();
    String proxy =
        http(
            request -> {
              requests.add(request.method() + " " + request.uri());
              request.response().setStatusCode(403).end();
            });

    ClusterFailure failure = failure(through(proxy, "https://cluster.invalid"), "/version");

    assertThat(requests).containsExactly("CONNECT cluster.invalid:443");
    assertThat(failure.state()).isEqualTo(ClusterState.UNREACHABLE);
    assertThat(failure.error().reason()).isEqualTo("PROXY_FAILED");
  }

  @Test
  void anIpv6HostHasItsBracketsOnlyInTheHostHeader() {
    ApiEndpoint endpoint = ApiEndpoint.anonymous(URI.create("https://[::1]:6443/prefix/"));

    assertThat(endpoint.host()).isEqualTo("::1");
    assertThat(endpoint.hostHeader()).isEqualTo("[::1]:6443");
    assertThat(endpoint.pathPrefix()).isEqualTo("/prefix");
  }

  private ApiServer through(String proxy, String server) {
    return servers.at(
        new ApiEndpoint(
            URI.create(server),
            TlsSettings.SYSTEM,
            URI.create(proxy),
            true,
            Credentials.ANONYMOUS));
  }
}

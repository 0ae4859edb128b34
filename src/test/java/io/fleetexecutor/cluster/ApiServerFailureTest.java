package io.fleetexecutor.cluster;

import static io.fleetexecutor.cluster.ApiServers.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.ErrorCode;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApiServerFailureTest extends VertxTest {

  @Test
  void aRefusedConnectionIsUnreachable() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }

    assertUnreachable(
        failure(servers.at("http://127.0.0.1:" + port), "/"),
        "CONNECTION_REFUSED",
        "127.0.0.1:" + port + " refused the connection");
  }

  @Test
  void anUnknownHostIsUnreachable() {
    assertUnreachable(
        failure(servers.at("https://no-such-host.invalid"), "/"),
        "UNKNOWN_HOST",
        "no such host: no-such-host.invalid:443");
  }

  @Test
  void aConnectionThatIsNotMadeInTimeIsUnreachable() throws Exception {
    // A full backlog: further connections are neither accepted nor refused.
    List<SocketChannel> waiting = new ArrayList<>();
    try (var full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      for (int i = 0; i < 8; i++) {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.connect(full.getLocalSocketAddress());
        waiting.add(channel);
      }
      ApiServer server =
          servers.at(
              ApiEndpoint.anonymous(URI.create("http://127.0.0.1:" + full.getLocalPort())),
              new ConnectionSettings(
                  Duration.ofMillis(200), Duration.ofSeconds(1), 1, 16, 0, "test"));

      assertUnreachable(failure(server, "/"), "CONNECT_TIMEOUT", "timed out");
    } finally {
      for (SocketChannel channel : waiting) {
        channel.close();
      }
    }
  }

  @Test
  void aConnectionThatClosesBeforeAnAnswerIsUnreachable() throws Exception {
    int port = tcp(socket -> socket.handler(request -> socket.close()));

    assertUnreachable(
        failure(servers.at("http://127.0.0.1:" + port), "/"),
        "CONNECTION_CLOSED",
        "closed before it answered");
  }

  @Test
  void aConnectionThatClosesInTheMiddleOfAnAnswerIsUnreachable() throws Exception {
    int port =
        tcp(
            socket ->
                socket.handler(
                    request ->
                        socket
                            .write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"kind\"")
                            .onComplete(written -> socket.close())));

    assertUnreachable(
        failure(servers.at("http://127.0.0.1:" + port), "/"),
        "CONNECTION_CLOSED",
        "closed in the middle of its answer");
  }

  @Test
  void aServerThatDoesNotSpeakHttpIsUnexpected() throws Exception {
    int port =
        tcp(socket -> socket.handler(request -> socket.write("SSH-2.0-OpenSSH_9.2\r\n\r\n")));

    ClusterFailure failure = failure(servers.at("http://127.0.0.1:" + port), "/");

    assertThat(failure.state()).isEqualTo(ClusterState.FAILED);
    assertThat(failure.error().reason()).isEqualTo("UNEXPECTED_ANSWER");
    assertThat(failure.error().message()).contains("does not speak HTTP/1.1");
  }

  @Test
  void aServerThatDoesNotSpeakTlsIsUnreachable() throws Exception {
    int port = URI.create(http(request -> request.response().end())).getPort();

    assertUnreachable(
        failure(servers.at("https://127.0.0.1:" + port), "/"), "TLS_FAILED", "does not speak TLS");
  }

  @Test
  void aHandshakeThatHangsTimesOut() throws Exception {
    int port = tcp(socket -> socket.pause());
    ApiServer server =
        servers.at(
            ApiEndpoint.anonymous(URI.create("https://127.0.0.1:" + port)),
            new ConnectionSettings(
                Duration.ofSeconds(10), Duration.ofSeconds(1), 1, 16, 0, "test"));

    ClusterFailure failure = failure(server, "/");

    assertThat(failure.state()).isEqualTo(ClusterState.TIMED_OUT);
    assertThat(failure.error().code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
    assertThat(failure.error().reason()).isEqualTo("TLS_HANDSHAKE_TIMEOUT");
  }

  @Test
  void ofAnErrorNoMoreThan64KilobytesAreRead() throws Exception {
    ApiServer server =
        servers.at(
            http(
                request -> {
                  request.response().setStatusCode(500).setChunked(true).write("x".repeat(100_000));
                  // never ended
                }));

    ClusterFailure failure = failure(server, "/");

    assertThat(failure.error().message()).startsWith("HTTP 500: xxx").hasSizeLessThan(300);
  }

  @Test
  void aCertificateFileThatIsGoneIsTold() {
    PemSource gone = PemSource.PemFile.at(Path.of("/nowhere/ca.crt"));
    ApiServer server =
        servers.at(
            new ApiEndpoint(
                URI.create("https://127.0.0.1:1"),
                new TlsSettings(gone, false, null),
                null,
                true,
                Credentials.ANONYMOUS));

    ClusterFailure failure = failure(server, "/");

    assertThat(failure.state()).isEqualTo(ClusterState.UNREACHABLE);
    assertThat(failure.error().reason()).isEqualTo("INVALID_CERTIFICATE");
    assertThat(failure.error().message()).contains("/nowhere/ca.crt");
  }

  private static void assertUnreachable(ClusterFailure failure, String reason, String message) {
    assertThat(failure.state()).isEqualTo(ClusterState.UNREACHABLE);
    assertThat(failure.error().code()).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(failure.error().reason()).isEqualTo(reason);
    assertThat(failure.error().message()).contains(message);
    assertThat(failure.error().httpStatus()).isNull();
  }
}

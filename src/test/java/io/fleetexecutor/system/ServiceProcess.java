package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.testing.Confidential;
import io.fleetexecutor.testing.NatsServer;
import io.fleetexecutor.v1.FleetExecutorGrpc;
import io.fleetexecutor.v1.FleetExecutorGrpc.FleetExecutorBlockingStub;
import io.fleetexecutor.v1.GetServerStatusRequest;
import io.fleetexecutor.v1.GetServerStatusResponse;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The packaged service in a process of its own on a free port; closing it sends SIGTERM. */
final class ServiceProcess implements AutoCloseable {
  private static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration END = Duration.ofSeconds(60);

  private final ServiceLaunch launch;
  private final int port;
  private final ManagedChannel channel;

  private ServiceProcess(ServiceLaunch launch, int port) {
    this.launch = launch;
    this.port = port;
    this.channel = newChannel();
  }

  /**
   * Starts it with these environment variables on top of this process' own, and unless they name a
   * data directory, on a new one.
   */
  static ServiceProcess start(Map<String, String> environment, String... jvmOptions)
      throws IOException {
    return of(ServiceLaunch.of(environment, List.of(jvmOptions)));
  }

  /** Starts it with the clusters of a kubeconfig. */
  static ServiceProcess on(Path kubeconfig) throws IOException {
    return start(Map.of("KUBECONFIG", kubeconfig.toString()));
  }

  /** Starts one of several that share their executions in this NATS. */
  static ServiceProcess replica(NatsServer nats, Path kubeconfig) throws IOException {
    return replica(nats.url(), kubeconfig);
  }

  static ServiceProcess replica(String natsUrl, Path kubeconfig) throws IOException {
    return start(
        Map.of(
            "FLEET_ENGINE",
            "jetstream",
            "FLEET_NATS_SERVERS",
            natsUrl,
            "FLEET_NATS_LEASE",
            "3s",
            "KUBECONFIG",
            kubeconfig.toString()));
  }

  private static ServiceProcess of(ServiceLaunch launch) throws IOException {
    return new ServiceProcess(launch, launch.awaitPort());
  }

  /** Starts it as before once it has ended, on the same data directory. */
  ServiceProcess startAgain() throws IOException {
    return startAgain(Map.of());
  }

  /**
   * Starts it as before once it has ended, on the same data directory.
   *
   * @param changes of the environment, for example {@code QUARKUS_HTTP_PORT} for the same port
   */
  ServiceProcess startAgain(Map<String, String> changes) throws IOException {
    Map<String, String> environment = new HashMap<>(launch.environment());
    environment.putAll(changes);
    return of(ServiceLaunch.of(environment, launch.jvmOptions()));
  }

  /** Starts it as before once it has ended, and kills it whether it listens by then or not. */
  void startAgainAndKill(Duration after) throws IOException, InterruptedException {
    var again = ServiceLaunch.of(launch.environment(), launch.jvmOptions());
    assertThat(again.endsWithin(after)).as(again.log()).isFalse();
    again.kill();
  }

  int port() {
    return port;
  }

  ManagedChannel channel() {
    return channel;
  }

  /** Calls with this bearer token. */
  Channel channel(String token) {
    var headers = new Metadata();
    headers.put(AUTHORIZATION, "Bearer " + Confidential.keep(token));
    return ClientInterceptors.intercept(
        channel, MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  /** A connection of its own, which shares no flow control with others. */
  ManagedChannel newChannel() {
    return ManagedChannelBuilder.forAddress("127.0.0.1", port)
        .usePlaintext()
        .maxInboundMessageSize(64 << 20)
        .intercept(Transcript.answers())
        .build();
  }

  FleetExecutorBlockingStub stub() {
    return FleetExecutorGrpc.newBlockingStub(channel);
  }

  GetServerStatusResponse status() {
    return stub().getServerStatus(GetServerStatusRequest.getDefaultInstance());
  }

  ExecutionCalls executions() {
    return new ExecutionCalls(stub());
  }

  Path dataDirectory() {
    return launch.dataDirectory();
  }

  /** What the service answers over plain HTTP. */
  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
    return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
  }

  long pid() {
    return launch.process().pid();
  }

  String log() throws IOException {
    return launch.log();
  }

  /** Sends SIGTERM and returns at once. */
  void terminate() {
    launch.process().destroy();
  }

  /**
   * @param name of a signal, for example STOP
   */
  void signal(String name) throws IOException, InterruptedException {
    int exit = new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start().waitFor();
    assertThat(exit).isZero();
  }

  /** Ends it at once, as SIGKILL does. */
  void kill() throws InterruptedException {
    launch.kill();
    channel.shutdownNow();
  }

  /** Ends it with SIGTERM. */
  void stop() throws InterruptedException {
    terminate();
    assertThat(awaitEnd(END)).isTrue();
    channel.shutdownNow();
  }

  boolean awaitEnd(Duration limit) throws InterruptedException {
    return launch.endsWithin(limit);
  }

  int exitCode() {
    return launch.process().exitValue();
  }

  @Override
  public void close() {
    channel.shutdownNow();
    launch.process().destroy();
    try {
      if (!awaitEnd(Duration.ofSeconds(20))) {
        launch.process().destroyForcibly();
      }
    } catch (InterruptedException e) {
      launch.process().destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}

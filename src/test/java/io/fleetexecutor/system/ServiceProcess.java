package io.fleetexecutor.system;

import io.fleetexecutor.v1.FleetExecutorGrpc;
import io.fleetexecutor.v1.FleetExecutorGrpc.FleetExecutorBlockingStub;
import io.fleetexecutor.v1.GetServerStatusRequest;
import io.fleetexecutor.v1.GetServerStatusResponse;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** The packaged service in a process of its own on a free port; closing it sends SIGTERM. */
final class ServiceProcess implements AutoCloseable {
  private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar");
  private static final Pattern LISTENING = Pattern.compile("Listening on: http://127.0.0.1:(\\d+)");
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration START = Duration.ofSeconds(60);

  private final Process process;
  private final Path log;
  private final int port;
  private final ManagedChannel channel;

  private ServiceProcess(Process process, Path log, int port) {
    this.process = process;
    this.log = log;
    this.port = port;
    this.channel =
        ManagedChannelBuilder.forAddress("127.0.0.1", port)
            .usePlaintext()
            .maxInboundMessageSize(64 << 20)
            .build();
  }

  /** Starts it with these environment variables on top of this process' own. */
  static ServiceProcess start(Map<String, String> environment, String... jvmOptions)
      throws IOException {
    Path log = Files.createTempFile("fleet-executor", ".log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(jvmOptions));
    command.addAll(List.of("-jar", JAR.toString()));
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("QUARKUS_HTTP_PORT", "0");
    builder.environment().putAll(environment);
    Process process = builder.start();
    int port =
        Awaitility.await("the service listens, see " + log)
            .atMost(START)
            .pollInterval(Duration.ofMillis(50))
            .until(() -> process.isAlive() ? port(log) : -1, found -> found != 0);
    if (port < 0) {
      throw new IllegalStateException("the service ended at its start: " + Files.readString(log));
    }
    return new ServiceProcess(process, log, port);
  }

  private static int port(Path log) throws IOException {
    Matcher matcher = LISTENING.matcher(Files.readString(log));
    return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
  }

  int port() {
    return port;
  }

  ManagedChannel channel() {
    return channel;
  }

  FleetExecutorBlockingStub stub() {
    return FleetExecutorGrpc.newBlockingStub(channel);
  }

  GetServerStatusResponse status() {
    return stub().getServerStatus(GetServerStatusRequest.getDefaultInstance());
  }

  /** What the service answers over plain HTTP. */
  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
    return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
  }

  long pid() {
    return process.pid();
  }

  String log() throws IOException {
    return Files.readString(log);
  }

  /** Sends SIGTERM and returns at once. */
  void terminate() {
    process.destroy();
  }

  boolean awaitEnd(Duration limit) throws InterruptedException {
    return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  int exitCode() {
    return process.exitValue();
  }

  @Override
  public void close() {
    channel.shutdownNow();
    process.destroy();
    try {
      if (!awaitEnd(Duration.ofSeconds(20))) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}

package io.fleetexecutor.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A real nats-server with JetStream on loopback, in a process of its own. */
public final class NatsServer implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(1);

  private final List<String> command;
  private final int port;
  private final Path log;
  private Process process;

  private NatsServer(List<String> command, int port, Path log) throws IOException {
    this.command = command;
    this.port = port;
    this.log = log;
    this.process = launch();
  }

  /**
   * @param options of nats-server, beside its port and directory
   */
  public static NatsServer start(Path directory, String... options) {
    return start(directory, freePort(), options).awaitPort();
  }

  /** The same, which may not answer yet. */
  static NatsServer start(Path directory, int port, String... options) {
    List<String> command = new ArrayList<>();
    command.add(program());
    command.addAll(List.of("--addr", "127.0.0.1", "--port", Integer.toString(port)));
    command.addAll(List.of("--jetstream", "--store_dir", directory.toString()));
    command.addAll(List.of(options));
    try {
      Files.createDirectories(directory);
      return new NatsServer(command, port, directory.resolve("server.log"));
    } catch (IOException e) {
      throw new UncheckedIOException("nats-server, which the tests need, does not start", e);
    }
  }

  /** Debian puts it where only root looks. */
  private static String program() {
    Path installed = Path.of("/usr/sbin/nats-server");
    return Files.isExecutable(installed) ? installed.toString() : "nats-server";
  }

  private Process launch() throws IOException {
    Process started =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
    return started;
  }

  NatsServer awaitPort() {
    Awaitility.await("nats-server, see " + log).atMost(START).until(this::answers);
    return this;
  }

  private boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return socket.getInputStream().read() >= 0;
    } catch (IOException e) {
      return false;
    }
  }

  public String url() {
    return "nats://127.0.0.1:" + port;
  }

  public int port() {
    return port;
  }

  /** kill -9. */
  public void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** With what it had stored. */
  public void restart() {
    try {
      process = launch();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    awaitPort();
  }

  private void awaitEnd() {
    try {
      if (!process.waitFor(START.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("nats-server does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    awaitEnd();
  }

  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.fleetexecutor.system;

import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.fleetexecutor.testing.Confidential;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Real API servers named cluster-1, cluster-2, …; they end with the tests, however these end. */
final class KubeClusters implements AutoCloseable {
  /** Names the script that starts them; KUBE_BASE_PORT moves their ports. */
  static final String SCRIPT = "FLEET_TEST_KUBE_CLUSTERS";

  private static final Path DIRECTORIES = Path.of("target", "kube");
  private static final int BASE_PORT =
      Integer.parseInt(Objects.requireNonNullElse(System.getenv("KUBE_BASE_PORT"), "16440"));
  private static final int PORTS_OF_A_SET = 20;

  private final Path directory;
  private final int basePort;
  private final Thread onExit = new Thread(this::stop);

  private KubeClusters(Path directory, int basePort) {
    this.directory = directory;
    this.basePort = basePort;
  }

  /**
   * @param set 1, 2, …: sets with different numbers can run side by side, and beside what else was
   *     started at the base port
   */
  static KubeClusters start(int count, int set) throws IOException {
    return start(count, 0, set);
  }

  /**
   * @param full so many of them, the first ones, also have controllers and a node: there workloads
   *     roll out and pods run
   */
  static KubeClusters start(int count, int full, int set) throws IOException {
    Files.createDirectories(DIRECTORIES);
    var clusters =
        new KubeClusters(
            Files.createTempDirectory(DIRECTORIES, "set"), BASE_PORT + set * PORTS_OF_A_SET);
    Runtime.getRuntime().addShutdownHook(clusters.onExit);
    clusters.run("start", Integer.toString(count), Integer.toString(full));
    clusters.keepTokens();
    return clusters;
  }

  /** One API server that has these flags, too. */
  static KubeClusters startWith(int set, String... flags) throws IOException {
    Files.createDirectories(DIRECTORIES);
    Path directory = Files.createTempDirectory(DIRECTORIES, "set");
    Path packed = Path.of(System.getenv(SCRIPT)).resolveSibling("bin/kube-apiserver.xz");
    Path executable =
        Files.writeString(
            Files.createDirectory(directory.resolve("bin")).resolve("kube-apiserver"),
            """
            #!/bin/sh
            xz -dc '%s' > "$0.real" && chmod +x "$0.real" && exec "$0.real" "$@" %s
            """
                .formatted(packed.toAbsolutePath(), String.join(" ", flags)));
    Files.setPosixFilePermissions(executable, PosixFilePermissions.fromString("rwx------"));
    var clusters = new KubeClusters(directory, BASE_PORT + set * PORTS_OF_A_SET);
    Runtime.getRuntime().addShutdownHook(clusters.onExit);
    clusters.run("start", "1", "0");
    clusters.keepTokens();
    return clusters;
  }

  private void keepTokens() throws IOException {
    for (Path kubeconfig : List.of(kubeconfig(), viewerKubeconfig())) {
      Serialization.unmarshal(Files.readString(kubeconfig), Config.class)
          .getUsers()
          .forEach(user -> Confidential.keep(user.getUser().getToken()));
    }
  }

  Path kubeconfig() {
    return directory.resolve("kubeconfig");
  }

  /** The same clusters, as a user who may do nothing. */
  Path viewerKubeconfig() {
    return directory.resolve("viewer.kubeconfig");
  }

  /** The cluster hangs: it takes connections, and never answers. */
  void freeze(String cluster) {
    run("freeze", cluster);
  }

  /** A frozen cluster goes on where it was. */
  void thaw(String cluster) {
    run("thaw", cluster);
  }

  void kill(String cluster) {
    run("kill", cluster);
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(onExit);
    stop();
  }

  private void stop() {
    run("stop");
  }

  private void run(String verb, String... arguments) {
    List<String> command = new ArrayList<>(List.of(System.getenv(SCRIPT), verb));
    command.add(directory.toString());
    command.addAll(List.of(arguments));
    Path log = directory.resolve("script.log");
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().put("KUBE_BASE_PORT", Integer.toString(basePort));
    if (Files.exists(directory.resolve("bin"))) {
      builder
          .environment()
          .put("KUBE_BIN_DIR", directory.resolve("bin").toAbsolutePath().toString());
    }
    try {
      Process process = builder.start();
      if (!process.waitFor(3, TimeUnit.MINUTES)) {
        process.destroy();
        throw new IllegalStateException(command + " hangs: " + Files.readString(log));
      }
      if (process.exitValue() != 0) {
        throw new IllegalStateException(command + " failed: " + Files.readString(log));
      }
    } catch (IOException e) {
      throw new IllegalStateException(command + " cannot be run", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}

package io.fleetexecutor;

import io.fleetexecutor.cli.FleetCommand;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.vertx.http.HttpServer;
import jakarta.inject.Inject;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows the product without any cluster: the service, a simulated fleet, and one execution. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    showDefaultValues = true,
    description = {
      "Starts the service with a simulated fleet and lists the deployments of all its clusters.",
      "One of the twelve clusters is slow, one forbids, one cannot be reached."
    })
final class DemoCommand implements Runnable {

  @Option(
      names = "--clusters",
      paramLabel = "N",
      defaultValue = "12",
      description = "How many simulated clusters.")
  private int clusters;

  @Option(
      names = "--keep",
      description = "Keep serving on 127.0.0.1:8080 afterwards, until Ctrl-C.")
  private boolean keep;

  @Spec private CommandSpec command = CommandSpec.create();

  @Override
  public void run() {
    if (clusters < 1) {
      throw new ParameterException(
          command.commandLine(), "--clusters is %d, must be at least 1".formatted(clusters));
    }
    System.setProperty("fleet.demo.clusters", Integer.toString(clusters));
    System.setProperty("fleet.data-dir", temporaryDirectory().toString());
    System.setProperty("quarkus.log.level", "WARN");
    if (!keep) {
      System.setProperty("quarkus.http.port", "0");
    }
    Quarkus.run(Demo.class, keep ? "keep" : "");
  }

  /** Gone with this process, so that it is in nobody's way. */
  private static Path temporaryDirectory() {
    try {
      Path directory = Files.createTempDirectory("fleet-demo");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(directory)));
      return directory;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException | UncheckedIOException e) {
      // What is left lies in the temporary directory.
    }
  }

  /** Runs in the started service. */
  static final class Demo implements QuarkusApplication {
    @Inject HttpServer server;

    @Override
    public int run(String... args) {
      String address = "127.0.0.1:" + server.getPort();
      System.err.printf("$ fleet execute list deployments -A   # service on %s%n", address);
      FleetCommand.run(
          Path.of(System.getProperty("fleet.data-dir")),
          List.of(),
          "execute",
          "list",
          "deployments",
          "-A",
          "--server",
          address);
      if (args.length > 0 && args[0].equals("keep")) {
        System.err.printf("%nThe service goes on at %s; Ctrl-C ends it.%n", address);
        Quarkus.waitForExit();
      }
      return 0;
    }
  }
}

package io.fleetexecutor.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** A simulated fleet in a process of its own, and where its clusters are. */
record Fleet(JavaProcess process, Path kubeconfig, int size) implements AutoCloseable {
  private static final Pattern READY = Pattern.compile("Serving (http\\S+)/clusters/");

  static Fleet start(int size, Duration latency) throws IOException {
    return start(size, latency, false);
  }

  /** One whose clusters all answer the same, which makes simulating so many cheap. */
  static Fleet startAlike(int size, Duration latency) throws IOException {
    return start(size, latency, true);
  }

  private static Fleet start(int size, Duration latency, boolean alike) throws IOException {
    Path kubeconfig = Files.createTempFile("bench", ".kubeconfig");
    List<String> arguments =
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            FleetServer.class.getName(),
            Integer.toString(size),
            Long.toString(latency.toMillis()),
            kubeconfig.toString(),
            Boolean.toString(alike));
    return new Fleet(JavaProcess.start(arguments, Map.of(), READY), kubeconfig, size);
  }

  /** The names as the simulated fleet gives them, which are the contexts. */
  List<String> clusters() {
    int digits = Math.max(3, Integer.toString(size).length());
    return IntStream.rangeClosed(1, size)
        .mapToObj(number -> ("demo-%0" + digits + "d").formatted(number))
        .toList();
  }

  List<URI> uris(String path) {
    return clusters().stream()
        .map(name -> URI.create(process.ready() + "/clusters/" + name + path))
        .toList();
  }

  @Override
  public void close() throws IOException {
    process.close();
    Files.delete(kubeconfig);
  }
}

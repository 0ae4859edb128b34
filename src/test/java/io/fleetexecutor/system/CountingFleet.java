package io.fleetexecutor.system;

import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * API servers behind one address that count what they are asked for at once. The namespace of the
 * pod that is asked for tells whose request it is.
 */
final class CountingFleet implements AutoCloseable {
  private static final Pattern POD =
      Pattern.compile("/clusters/([^/]+)/api/v1/namespaces/([^/]+)/pods/web");
  private static final long LATENCY_MILLIS = 10;

  private final List<String> clusters;
  private final HttpServer server;
  private final Load all = new Load();
  private final Map<String, Load> byCluster = new ConcurrentHashMap<>();
  private final Map<String, Load> byNamespace = new ConcurrentHashMap<>();
  private final Map<String, Map<String, Load>> byBoth = new ConcurrentHashMap<>();

  /** What one side has of the requests. */
  static final class Load {
    private int served;
    private int running;
    private int highest;
    private int servedToAll;

    private void enter() {
      running++;
      highest = Math.max(highest, running);
    }

    private void leave(Load all) {
      running--;
      served++;
      servedToAll = all.served;
    }

    int served() {
      return served;
    }

    int highest() {
      return highest;
    }

    /** How many requests of whatever side had been served when its last one was. */
    int servedToAll() {
      return servedToAll;
    }
  }

  private CountingFleet(int size) {
    clusters = IntStream.rangeClosed(1, size).mapToObj("c-%03d"::formatted).toList();
    server =
        FakeCluster.VERTX
            .createHttpServer()
            .requestHandler(this::answer)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  static CountingFleet start(int size) {
    return new CountingFleet(size);
  }

  private void answer(HttpServerRequest request) {
    Matcher pod = POD.matcher(request.path());
    if (!pod.matches()) {
      FakeCluster.json(request, FakeCluster.CORE_KINDS);
      return;
    }
    Map<String, Load> inNamespace =
        byBoth.computeIfAbsent(pod.group(2), namespace -> new ConcurrentHashMap<>());
    List<Load> loads =
        List.of(
            all,
            load(byCluster, pod.group(1)),
            load(byNamespace, pod.group(2)),
            load(inNamespace, pod.group(1)));
    enter(loads);
    FakeCluster.VERTX.setTimer(
        LATENCY_MILLIS,
        timer -> {
          leave(loads);
          FakeCluster.json(request, FakeCluster.pod("web", ""));
        });
  }

  private static Load load(Map<String, Load> loads, String name) {
    return loads.computeIfAbsent(name, key -> new Load());
  }

  private synchronized void enter(List<Load> loads) {
    loads.forEach(Load::enter);
  }

  private synchronized void leave(List<Load> loads) {
    loads.forEach(load -> load.leave(all));
  }

  List<String> clusters() {
    return clusters;
  }

  Path kubeconfig(Path directory) throws IOException {
    var kubeconfig = new Kubeconfig();
    clusters.forEach(
        name ->
            kubeconfig.cluster(
                name, "http://127.0.0.1:%d/clusters/%s".formatted(server.actualPort(), name)));
    return Path.of(kubeconfig.write(directory));
  }

  Load all() {
    return all;
  }

  List<Load> byCluster() {
    return List.copyOf(byCluster.values());
  }

  /** Of those that were asked for this namespace. */
  List<Load> byCluster(String namespace) {
    return List.copyOf(byBoth.getOrDefault(namespace, Map.of()).values());
  }

  Load of(String namespace) {
    return load(byNamespace, namespace);
  }

  @Override
  public void close() {
    server.close().toCompletionStage().toCompletableFuture().join();
  }
}

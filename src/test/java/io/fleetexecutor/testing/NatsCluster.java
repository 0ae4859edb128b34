package io.fleetexecutor.testing;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Three nats-servers on loopback that make one cluster. */
public record NatsCluster(List<NatsServer> servers) implements AutoCloseable {

  public static NatsCluster start(Path directory) {
    List<Integer> routes = Stream.generate(NatsServer::freePort).limit(3).toList();
    String all =
        routes.stream().map(port -> "nats://127.0.0.1:" + port).collect(Collectors.joining(","));
    List<NatsServer> servers =
        IntStream.range(0, 3)
            .mapToObj(
                number ->
                    NatsServer.start(
                        directory.resolve("n" + number),
                        NatsServer.freePort(),
                        "--name",
                        "n" + number,
                        "--cluster_name",
                        "test",
                        "--cluster",
                        "nats://127.0.0.1:" + routes.get(number),
                        "--routes",
                        all))
            .toList();
    servers.forEach(NatsServer::awaitPort);
    return new NatsCluster(servers);
  }

  public String[] urls() {
    return servers.stream().map(NatsServer::url).toArray(String[]::new);
  }

  @Override
  public void close() {
    servers.forEach(NatsServer::close);
  }
}

package io.fleetexecutor.bench;

import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The packaged service in a process of its own, a channel to it, and where it keeps its logs. */
record Service(JavaProcess process, ManagedChannel channel, DataDirectory data)
    implements AutoCloseable {
  private static final String JAR = "target/quarkus-app/quarkus-run.jar";
  private static final Pattern READY = Pattern.compile("Listening on: http://127.0.0.1:(\\d+)");

  /**
   * @param kubeconfig the value of KUBECONFIG
   */
  static Service start(String kubeconfig, String... jvmOptions) throws IOException {
    DataDirectory data = DataDirectory.create();
    List<String> arguments = new ArrayList<>(List.of(jvmOptions));
    arguments.addAll(List.of("-jar", JAR));
    JavaProcess process =
        JavaProcess.start(
            arguments,
            Map.of(
                "KUBECONFIG",
                kubeconfig,
                "QUARKUS_HTTP_PORT",
                "0",
                "FLEET_DATA_DIR",
                data.path().toString()),
            READY);
    return new Service(process, connect(process), data);
  }

  /** Another connection, to be shut down by the caller. */
  ManagedChannel connect() {
    return connect(process);
  }

  private static ManagedChannel connect(JavaProcess process) {
    return ManagedChannelBuilder.forAddress("127.0.0.1", Integer.parseInt(process.ready()))
        .usePlaintext()
        .maxInboundMessageSize(Integer.MAX_VALUE)
        .build();
  }

  @Override
  public void close() throws IOException {
    channel.shutdownNow();
    process.close();
    data.close();
  }
}

package io.fleetexecutor.inventory;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A credential plugin that counts its runs and prints what the test lays down. */
record TestPlugin(Path folder, String apiVersion) {

  private static final ObjectMapper JSON = new ObjectMapper();

  static TestPlugin in(Path folder, String version) throws IOException {
    TestPlugin plugin = new TestPlugin(folder, "client.authentication.k8s.io/" + version);
    script(
        folder,
        "echo run >> %1$s/runs; n=$(wc -l < %1$s/runs); cat %1$s/$n || cat %1$s/last"
            .formatted(folder));
    return plugin;
  }

  /** A plugin that does this and nothing else. */
  static Path script(Path folder, String shell) throws IOException {
    Path file = Files.writeString(folder.resolve("plugin"), "#!/bin/sh\n" + shell + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  /** What the user section of a kubeconfig says. */
  String user() {
    return "exec: {apiVersion: %s, command: %s, interactiveMode: Never}"
        .formatted(apiVersion, folder.resolve("plugin"));
  }

  /**
   * @param run the number of a run, or {@code last} for all runs that have none of their own
   */
  void prints(String run, Map<String, String> status, @Nullable Instant expiry) throws IOException {
    Map<String, String> whole = new java.util.HashMap<>(status);
    if (expiry != null) {
      whole.put("expirationTimestamp", expiry.toString());
    }
    JSON.writeValue(
        folder.resolve(run).toFile(),
        Map.of("apiVersion", apiVersion, "kind", "ExecCredential", "status", whole));
  }

  int runs() throws IOException {
    return Files.readAllLines(folder.resolve("runs")).size();
  }
}

package io.fleetexecutor.inventory;

import static io.fleetexecutor.inventory.ClusterObjects.problem;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.cluster.Authentication;
import io.fleetexecutor.cluster.ClusterTarget;
import io.fleetexecutor.cluster.PemSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InClusterTest {
  @TempDir Path folder;

  @Test
  void itIsReachedWithTheServiceAccount() throws IOException {
    write("token", "ca.crt");
    Files.writeString(folder.resolve("namespace"), "fleet\n");

    ClusterTarget target = read("here", "10.0.0.1", "443");

    assertThat(target.cluster().name()).isEqualTo("here");
    assertThat(target.cluster().source()).isEqualTo("in-cluster");
    assertThat(target.cluster().defaultNamespace()).isEqualTo("fleet");
    assertThat(requireNonNull(target.endpoint()).server()).hasToString("https://10.0.0.1:443");
    assertThat(target.endpoint().tls().authority())
        .isEqualTo(PemSource.PemFile.at(folder.resolve("ca.crt")));
    assertThat(target.endpoint().credentials().authentication())
        .isEqualTo(new Authentication.TokenFile(folder.resolve("token")));
  }

  @Test
  void anAddressOfIpVersion6IsPutInBrackets() throws IOException {
    write("token", "ca.crt");

    assertThat(requireNonNull(read("x", "fd00::1", "6443").endpoint()).server())
        .hasToString("https://[fd00::1]:6443");
  }

  @Test
  void whatIsMissingIsTold() throws IOException {
    assertThat(problem(InCluster.target("x", Map.of(), folder)))
        .isEqualTo(
            "the service does not run in a cluster: KUBERNETES_SERVICE_HOST and"
                + " KUBERNETES_SERVICE_PORT are not set");
    assertThat(problem(read("x", "10.0.0.1", "443"))).contains("ca.crt may not be read");
    write("ca.crt");
    assertThat(problem(read("x", "10.0.0.1", "443"))).contains("token may not be read");
    assertThat(problem(read("x", "no host", "443"))).contains("\"no host\"", "are no address");
  }

  private ClusterTarget read(String name, String host, String port) {
    return InCluster.target(
        name, Map.of("KUBERNETES_SERVICE_HOST", host, "KUBERNETES_SERVICE_PORT", port), folder);
  }

  private void write(String... files) throws IOException {
    for (String file : files) {
      Files.writeString(folder.resolve(file), "x");
    }
  }
}

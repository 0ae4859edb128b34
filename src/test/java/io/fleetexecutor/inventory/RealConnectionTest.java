package io.fleetexecutor.inventory;

import static io.fleetexecutor.testing.AskedClusters.ADMINISTRATOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.operation.RealCluster;
import io.fleetexecutor.testing.AskedClusters;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How a kubeconfig says that a real API server is reached, and as whom one acts there. */
@RealCluster
class RealConnectionTest extends RealKubeconfigTest {

  @Test
  void anAuthorityMayBeInlineOrInAFile() throws IOException {
    String data = Base64.getEncoder().encodeToString(Files.readAllBytes(server.authority()));
    assertThat(clusters("certificate-authority-data: " + data, viewer()).who("c"))
        .isEqualTo("viewer");

    Files.copy(server.authority(), folder.resolve("ca.crt"));
    assertThat(another("certificate-authority: ca.crt").who("c")).isEqualTo("viewer");
  }

  @Test
  void withoutAnAuthorityOnlyTheSystemsAreTrusted() throws IOException {
    assertThat(clusters("", viewer()).failure("c").error().message())
        .contains("is signed by no authority that this system trusts");
  }

  @Test
  void withoutVerificationNoAuthorityIsNeeded() throws IOException {
    assertThat(clusters("insecure-skip-tls-verify: true", viewer()).who("c")).isEqualTo("viewer");
  }

  @Test
  void theTlsServerNameIsTheOneThatTheCertificateMustHave() throws IOException {
    String authority = "certificate-authority: " + server.authority();

    assertThat(clusters(authority + "\ntls-server-name: kubernetes.default", viewer()).who("c"))
        .isEqualTo("viewer");
    assertThat(another(authority + "\ntls-server-name: other").failure("c").error().reason())
        .isEqualTo("TLS_FAILED");
  }

  @Test
  void anHttpProxyIsAskedToConnect() throws IOException {
    assertProxied(TestProxy.http(vertx));
  }

  @Test
  void aSocksProxyIsAskedToConnect() throws IOException {
    assertProxied(TestProxy.socks5(vertx));
  }

  private void assertProxied(TestProxy proxy) throws IOException {
    String authority = "certificate-authority: " + server.authority();

    assertThat(clusters(authority + "\nproxy-url: " + proxy.url(), viewer()).who("c"))
        .isEqualTo("viewer");
    assertThat(proxy.targets()).containsExactly(server.url().substring("https://".length()));
  }

  @Test
  void anImpersonatedUserIsWhoTheCallerIs() throws IOException {
    assertThat(clusters(admin() + "\nas: jane").who("c")).isEqualTo("jane");
  }

  @Test
  void impersonatedGroupsGiveTheirRights() throws IOException {
    assertThat(clusters(admin() + "\nas: jane\nas-groups: [some, 'system:masters']").who("c"))
        .isEqualTo(ADMINISTRATOR);
  }

  @Test
  void whoMayNotImpersonateIsDenied() throws IOException {
    assertThat(clusters(viewer() + "\nas: jane").failure("c").error().message())
        .contains("\"viewer\" cannot impersonate resource \"users\"");
  }

  @Test
  void anImpersonatedUidIsIgnoredByAnOldApiServer() throws IOException {
    assertThat(clusters(admin() + "\nas: jane\nas-uid: '1234'").who("c")).isEqualTo("jane");
  }

  @Test
  void impersonatedExtrasReachTheApiServer() throws IOException {
    String name = "red-" + UUID.randomUUID();
    AskedClusters admin = clusters(admin());
    String role = "/apis/rbac.authorization.k8s.io/v1/clusterroles";
    admin.create(
        "c",
        role,
        """
        {"metadata": {"name": "%s"}, "rules": [
          {"apiGroups": [""], "resources": ["users"], "verbs": ["impersonate"]},
          {"apiGroups": ["authentication.k8s.io"], "resources": ["userextras/the/colour"],
           "resourceNames": ["red"], "verbs": ["impersonate"]}]}
        """
            .formatted(name));
    admin.create(
        "c",
        role.replace("roles", "rolebindings"),
        """
        {"metadata": {"name": "%1$s"},
         "roleRef": {"apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": "%1$s"},
         "subjects": [{"apiGroup": "rbac.authorization.k8s.io", "kind": "User", "name": "%1$s"}]}
        """
            .formatted(name));
    server.sign(folder, "/CN=" + name, 1);
    text.user("red", as("red")).context("red", "c", "red", "");
    text.user("blue", as("blue")).context("blue", "c", "blue", "");
    text.write(folder, "config");
    admin.reload();

    assertThat(admin.who("red")).isEqualTo("jane");
    assertThat(admin.failure("blue").error().message())
        .contains("cannot impersonate resource \"userextras/the/colour\"");
  }

  private static String as(String colour) {
    return """
        client-certificate: client.crt
        client-key: client.key
        as: jane
        as-user-extra: {"the/colour": [%s]}
        """
        .formatted(colour);
  }

  private String viewer() throws IOException {
    return "token: " + server.viewerToken();
  }

  private String admin() throws IOException {
    return "token: " + server.adminToken();
  }

  /** The same user in a kubeconfig of its own. */
  private AskedClusters another(String cluster) throws IOException {
    KubeconfigText other = new KubeconfigText();
    other.cluster("c", "server: %s\n%s".formatted(server.url(), cluster));
    other.user("u", viewer()).context("c", "c", "u", "");
    AskedClusters clusters =
        new AskedClusters(vertx, time, PLUGIN_TIMEOUT, other.write(folder, "another"));
    opened.add(clusters);
    return clusters;
  }
}

package io.fleetexecutor.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.fleetexecutor.cluster.ClusterTarget;
import io.fleetexecutor.fuzz.Inputs;
import io.fleetexecutor.fuzz.WellFormed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

class KubeconfigFuzzTest {
  private static final KubeconfigOrigin MANAGED =
      new KubeconfigOrigin.RemoteObject("Secret a/b", Set.of("sh"), Map.of());

  @TempDir private static Path folder;

  static List<byte[]> seeds() {
    return Inputs.texts(
        kubeconfig("server: https://a.example:6443", "token: t"),
        kubeconfig("server: a.example\nproxy-url: socks5://p:1", "username: u\npassword: p"),
        kubeconfig(
            "server: http://[::1]:80\ninsecure-skip-tls-verify: true\ntls-server-name: x",
            "as: x\nas-uid: y\nas-groups: [g, h]\nas-user-extra: {k: [v]}\ntoken: t"),
        kubeconfig(
            "server: https://a.example\ncertificate-authority-data: LS0tLS1CRUdJTiA=",
            "client-certificate-data: LS0t\nclient-key-data: LS0t\ntokenFile: token"),
        kubeconfig(
            "server: https://a.example\nextensions:\n"
                + "- {name: client.authentication.k8s.io/exec, extension: {a: [1, ~]}}\n- ~",
            "exec: {apiVersion: client.authentication.k8s.io/v1, command: sh, args: [a],"
                + " env: [{name: AWS_PROFILE, value: v}], interactiveMode: Never,"
                + " installHint: h, provideClusterInfo: true}"),
        kubeconfig(
            "server: https://a.example",
            "auth-provider: {name: oidc, config: {idp-issuer-url: https://i, client-id: c,"
                + " id-token: t, refresh-token: r, client-secret: s}}"),
        "x: &x [1]\ncontexts: [~, {name: a}, {name: b, context: *x}]\nkind: Config\n",
        "{contexts: {a: b}, clusters: 1, users: ~}");
  }

  private static String kubeconfig(String cluster, String user) {
    return new KubeconfigText()
        .cluster("c", cluster)
        .user("u", user)
        .context("a", "c", "u", "n")
        .text();
  }

  @MethodSource("seeds")
  @FuzzTest
  void aFileIsClustersThatWorkOrTellWhyNot(byte[] input) {
    Path file = folder.resolve("config");
    try {
      Files.write(file, input);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    check(KubeconfigInventory.load(List.of(file)));
  }

  @MethodSource("seeds")
  @FuzzTest
  void aTextOfAManagementClusterIsClustersThatWorkOrTellWhyNot(byte[] input) {
    KubeconfigDocument document;
    try {
      document = KubeconfigDocument.parse(MANAGED, Inputs.text(input));
    } catch (IOException refused) {
      WellFormed.check(String.valueOf(refused.getMessage()));
      return;
    }
    check(
        KubeconfigInventory.of(
            new KubeconfigFiles.Reading(List.of(List.of(document)), List.of()),
            System.getenv(),
            ClusterLabels.NONE));
  }

  private static void check(Inventory inventory) {
    for (ClusterTarget target : inventory.targets()) {
      var error = target.cluster().error();
      assertThat(error == null).isEqualTo(target.endpoint() != null);
      if (error != null) {
        isForeseen(error.message());
      }
    }
    inventory.warnings().forEach(KubeconfigFuzzTest::isForeseen);
  }

  private static void isForeseen(String problem) {
    WellFormed.check(problem);
    assertThat(problem).doesNotContain("cannot be read (");
  }

  @Test
  void soIsWhatIsNearToOne() {
    Inputs.near(seeds(), this::aFileIsClustersThatWorkOrTellWhyNot);
    Inputs.near(seeds(), this::aTextOfAManagementClusterIsClustersThatWorkOrTellWhyNot);
  }
}

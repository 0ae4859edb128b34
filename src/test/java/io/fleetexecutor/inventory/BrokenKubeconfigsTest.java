package io.fleetexecutor.inventory;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.fleetexecutor.cluster.ClusterFailure;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.testing.AskedClusters;
import io.fleetexecutor.testing.TestCertificate;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Broken kubeconfig files in one list with a good one: each is told, and none hinders another. */
class BrokenKubeconfigsTest {

  private static final Duration PLUGIN_TIMEOUT = Duration.ofSeconds(3);
  private static final String V1 = "client.authentication.k8s.io/v1";
  private static final TestCertificate LOCAL = TestCertificate.selfSigned("ip:127.0.0.1");
  private static final TestCertificate OTHER = TestCertificate.selfSigned("ip:127.0.0.1");

  @TempDir static Path certificates;
  private static Path authority;
  private static TestCertificate expired;

  @TempDir Path folder;

  private final Vertx vertx = Vertx.vertx();
  private final List<Path> files = new ArrayList<>();
  private AskedClusters clusters;
  private Inventory inventory;

  @BeforeAll
  static void makeCertificate() {
    authority = certificates.resolve("authority.crt");
    expired = TestCertificate.expired("ip:127.0.0.1", authority);
  }

  @BeforeEach
  void writeAll() throws IOException {
    write("other.crt", OTHER.certificatePem());
    write("local.crt", LOCAL.certificatePem());
    write("expired.crt", expired.certificatePem());
    write("expired.key", expired.keyPem());
    int port = server(LOCAL);
    String trusted = "server: https://127.0.0.1:%d\ncertificate-authority: ".formatted(port);
    String good = trusted + "local.crt";

    context("wrong-ca", trusted + "other.crt", "token: t");
    context(
        "expired-server",
        "server: https://127.0.0.1:%d\ncertificate-authority: %s"
            .formatted(server(expired), authority),
        "token: t");
    context("expired-client", good, "client-certificate: expired.crt\nclient-key: expired.key");
    context("missing-file", trusted + "nowhere.crt", "token: t");
    context("missing-plugin", good, exec("no-such-plugin"));
    context("hanging-plugin", good, exec(plugin("hang", "echo $$ > hung; sleep 1000; sleep 1000")));
    context("garbage-plugin", good, exec(plugin("garbage", "echo s3cret garbage")));
    KubeconfigText duplicates = new KubeconfigText();
    duplicates.cluster("twice", good).cluster("twice", "server: https://second.invalid");
    duplicates.user("twice", "token: t").user("twice", "token: s3cret");
    duplicates.context("twice", "twice", "twice", "").context("twice", "nowhere", "", "");
    files.add(duplicates.write(folder, "duplicates"));
    files.add(write("empty", ""));
    files.add(write("huge", "# x\n".repeat(9 << 20)));
    files.add(write("one-line", "# " + "x".repeat(10 << 20)));
    files.add(Files.createSymbolicLink(folder.resolve("loop-1"), folder.resolve("loop-2")));
    files.add(Files.createSymbolicLink(folder.resolve("loop-2"), folder.resolve("loop-1")));
    files.add(Files.createSymbolicLink(folder.resolve("dangling"), folder.resolve("nowhere")));
    files.add(write("deep", "clusters: " + "[".repeat(100_000)));
    files.add(write("self-containing", "clusters: &all\n- *all\n"));
    context("good", good, "token: t");
    clusters =
        new AskedClusters(
            vertx, InstantSource.system(), PLUGIN_TIMEOUT, files.toArray(Path[]::new));
    inventory = clusters.reload();
  }

  @AfterEach
  void close() {
    clusters.close();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void theGoodOneWorksWhileAPluginHangs() {
    Uni<String> hanging = clusters.asked("hanging-plugin").memoize().indefinitely();
    hanging.subscribe().with(who -> {}, failure -> {});
    await().until(() -> Files.exists(folder.resolve("hung")));

    assertThat(clusters.who("good")).isEqualTo(AskedClusters.ADMINISTRATOR);
    assertThat(clusters.who("twice")).isEqualTo(AskedClusters.ADMINISTRATOR);
    assertFailure("garbage-plugin", "EXEC_PLUGIN_FAILED", "{dir}/garbage printed no JSON");
  }

  @Test
  void aPluginThatHangsIsToldAndKilled() throws IOException {
    ClusterFailure failure = clusters.failure("hanging-plugin");

    assertThat(failure.state()).isEqualTo(ClusterState.DENIED);
    assertThat(failure.error().message())
        .isEqualTo(
            "the credential plugin " + folder.resolve("hang") + " did not finish within 3 s");
    long pid = Long.parseLong(Files.readString(folder.resolve("hung")).strip());
    ProcessHandle.of(pid).ifPresent(process -> process.onExit().join());
  }

  @Test
  void certificatesThatAreNotAcceptedAreToldWithTheReason() {
    assertFailure(
        "wrong-ca",
        "TLS_FAILED",
        "is signed by no authority of certificate-authority {dir}/other.crt");
    assertFailure("expired-server", "TLS_FAILED", "the certificate of 127.0.0.1:", "has expired: ");
    assertFailure(
        "expired-client",
        "CLIENT_CERTIFICATE_EXPIRED",
        "the client certificate {dir}/expired.crt expired at ");
  }

  @Test
  void whatIsMissingIsListedWithFileAndField() {
    assertListed(
        "missing-file",
        "{dir}/missing-file: cluster \"missing-file\": certificate-authority is"
            + " {dir}/nowhere.crt, which does not exist or may not be read");
    assertListed(
        "missing-plugin",
        "{dir}/missing-plugin: user \"missing-plugin\": exec.command is \"no-such-plugin\", which"
            + " is not installed");
  }

  @Test
  void filesThatCannotBeUsedAreWarnings() {
    assertThat(inventory.warnings())
        .containsExactlyInAnyOrder(
            warning("duplicates", "more than one context is named \"twice\"; the first one counts"),
            warning("duplicates", "more than one cluster is named \"twice\"; the first one counts"),
            warning("duplicates", "more than one user is named \"twice\"; the first one counts"),
            warning("empty", "is empty"),
            warning("huge", "has 37748736 bytes; at most 33554432 are read"),
            warning("one-line", "has 10485762 characters in line 1; at most 1048576 are read"),
            warning("loop-1", "is a link that leads back to itself"),
            warning("loop-2", "is a link that leads back to itself"),
            warning("dangling", "is a link to a file that does not exist"),
            warning("deep", "is nested too deeply"),
            warning(
                "self-containing", "has an alias that contains itself, or all of them too much"));
  }

  @Test
  void everyUsableContextIsListed() {
    assertThat(inventory.targets())
        .extracting(target -> target.cluster().name())
        .containsExactly(
            "expired-client",
            "expired-server",
            "garbage-plugin",
            "good",
            "hanging-plugin",
            "missing-file",
            "missing-plugin",
            "twice",
            "wrong-ca");
  }

  @Test
  void aFileThatThisUserMayNotReadIsAWarning() throws IOException {
    Path secret = write("unreadable", "s3cret");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("---------"));
    assumeThat(Files.isReadable(secret)).as("root may read everything").isFalse();

    assertThat(KubeconfigInventory.load(List.of(secret, folder.resolve("good"))))
        .satisfies(
            read -> {
              assertThat(read.warnings())
                  .containsExactly(warning("unreadable", "may not be read by this user"));
              assertThat(read.targets()).hasSize(1);
            });
  }

  @Test
  void aFileWhoseReadingFailsIsAWarning() {
    Path memory = Path.of("/proc/self/mem");
    assumeThat(Files.isReadable(memory)).as("there is a file that fails").isTrue();

    assertThat(KubeconfigInventory.load(List.of(memory, folder.resolve("good"))))
        .satisfies(
            read -> {
              assertThat(read.warnings())
                  .singleElement()
                  .asString()
                  .startsWith("/proc/self/mem: cannot be read: ");
              assertThat(read.targets()).hasSize(1);
            });
  }

  @Test
  void eightPluginsRunAtOnceAndHinderNoTokenFile() throws IOException {
    write("token", "t");
    KubeconfigText text = new KubeconfigText();
    text.cluster("c", "server: http://127.0.0.1:" + plainServer());
    text.user("file", "tokenFile: token").context("file", "c", "file", "");
    for (int i = 0; i < 20; i++) {
      text.user("u" + i, exec(plugin("hang-" + i, "echo $$ >> started; sleep 1000")));
      text.context("hang-" + i, "c", "u" + i, "");
    }
    try (AskedClusters many =
        new AskedClusters(
            vertx, InstantSource.system(), Duration.ofMinutes(1), text.write(folder, "many"))) {
      IntStream.range(0, 20)
          .forEach(i -> many.asked("hang-" + i).subscribe().with(who -> {}, failure -> {}));

      assertThat(many.who("file")).isEqualTo(AskedClusters.ADMINISTRATOR);
      Path started = folder.resolve("started");
      await().until(() -> Files.exists(started) && Files.readAllLines(started).size() >= 8);
      assertThat(Files.readAllLines(started)).hasSize(8);
    }
  }

  private void assertFailure(String cluster, String reason, String... parts) {
    ClusterFailure failure = clusters.failure(cluster);
    assertThat(failure.error().reason()).as(failure.error().message()).isEqualTo(reason);
    for (String part : parts) {
      assertThat(failure.error().message())
          .contains(part.replace("{dir}", folder.toString()))
          .doesNotContain("s3cret");
    }
  }

  private void assertListed(String cluster, String message) {
    assertThat(requireNonNull(AskedClusters.target(inventory, cluster).cluster().error()).message())
        .isEqualTo(message.replace("{dir}", folder.toString()));
  }

  private String warning(String file, String problem) {
    return folder.resolve(file) + ": " + problem;
  }

  private void context(String name, String cluster, String user) throws IOException {
    KubeconfigText text = new KubeconfigText();
    text.cluster(name, cluster).user(name, user).context(name, name, name, "");
    files.add(text.write(folder, name));
  }

  private static String exec(String command) {
    return "exec: {apiVersion: %s, command: %s}".formatted(V1, command);
  }

  private String plugin(String name, String script) throws IOException {
    Path file = write(name, "#!/bin/sh\ncd " + folder + "\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return file.toString();
  }

  private Path write(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private int server(TestCertificate certificate) {
    return listen(
        new HttpServerOptions()
            .setSsl(true)
            .setPemKeyCertOptions(certificate.serverOptions())
            .setClientAuth(ClientAuth.REQUEST)
            .setTrustOptions(new PemTrustOptions().addCertPath(authority.toString())));
  }

  private int plainServer() {
    return listen(new HttpServerOptions());
  }

  private int listen(HttpServerOptions options) {
    return vertx
        .createHttpServer(options)
        .requestHandler(request -> request.response().end("{}"))
        .listen(0, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .join()
        .actualPort();
  }
}

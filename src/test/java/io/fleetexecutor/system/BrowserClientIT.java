package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import com.sun.net.httpserver.SimpleFileServer.OutputLevel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** A page of another origin streams Execute over gRPC-Web, in headless Chromium. */
@EnabledIf(
    value = "browserIsExpected",
    disabledReason = "no Chromium at /usr/bin/chromium; CHROMIUM can name another")
class BrowserClientIT extends ClientIT {
  private static final Path CHROMIUM =
      Path.of(Objects.requireNonNullElse(System.getenv("CHROMIUM"), "/usr/bin/chromium"));

  private final HttpServer pages =
      SimpleFileServer.createFileServer(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
          Path.of("target/browser-client").toAbsolutePath(),
          OutputLevel.NONE);

  /** In CI a missing browser is a failure. */
  static boolean browserIsExpected() {
    return Files.isExecutable(CHROMIUM) || "true".equals(System.getenv("CI"));
  }

  @Override
  Map<String, String> environment() {
    pages.start();
    return Map.of(
        "FLEET_DEMO_CLUSTERS", "120",
        "QUARKUS_HTTP_CORS_ENABLED", "true",
        "QUARKUS_HTTP_CORS_ORIGINS", origin("127.0.0.1"),
        "QUARKUS_HTTP_CORS_METHODS", "POST",
        "QUARKUS_HTTP_CORS_HEADERS", "content-type,grpc-timeout,x-grpc-web,x-user-agent",
        "QUARKUS_HTTP_CORS_EXPOSED_HEADERS", "grpc-status,grpc-message,grpc-status-details-bin");
  }

  @AfterAll
  void stopPages() {
    pages.stop(0);
  }

  @Test
  void showsEveryResultAndTheSummary() throws Exception {
    JsonNode page = execute("127.0.0.1", TWELVE_CLUSTERS);

    assertThat(page.path("error").textValue()).isEmpty();
    assertThat(page.path("progress").textValue()).isEqualTo("12/12");
    JsonNode results = page.path("results");
    assertThat(results.size()).isEqualTo(12);
    assertThat(results.path("clusters/demo-001").textValue()).isEqualTo("STATE_SUCCEEDED");
    assertThat(results.path("clusters/demo-011").textValue()).isEqualTo("STATE_DENIED");
    assertThat(results.path("clusters/demo-012").textValue()).isEqualTo("STATE_UNREACHABLE");
    assertThat(page.path("summary").textValue())
        .isEqualTo("STATE_COMPLETED_WITH_FAILURES: 10 of 12 succeeded");
  }

  @Test
  void showsResultsWhileTheExecutionRunsAndEndsItByAborting() throws Exception {
    JsonNode page = execute("127.0.0.1", LONG_EXECUTION, "cancel");

    JsonNode before = page.path("before");
    assertThat(before.path("state").textValue()).isEqualTo("running");
    assertThat(before.path("results").size()).isPositive();
    assertThat(page.path("error").textValue()).startsWith("Canceled");
    assertThat(page.path("summary").textValue()).isEmpty();
    awaitNoRunningExecution();
  }

  @Test
  void showsWhichFieldsAreInvalid() throws Exception {
    JsonNode page = execute("127.0.0.1", TWO_VIOLATIONS);

    assertThat(page.path("error").textValue()).startsWith("InvalidArgument: spec.cluster_selector");
    assertThat(page.path("violations"))
        .extracting(JsonNode::textValue)
        .satisfiesExactly(
            first -> assertThat(first).startsWith("spec.cluster_selector: is required"),
            second -> assertThat(second).startsWith("spec.operation: needs one of"));
  }

  @Test
  void anOriginThatIsNotAllowedGetsNothing() throws Exception {
    JsonNode page = execute("localhost", TWELVE_CLUSTERS);

    assertThat(page.path("error").textValue()).isEqualTo("Unknown: Failed to fetch");
    assertThat(page.path("results").size()).isZero();
  }

  private String origin(String host) {
    return "http://" + host + ":" + pages.getAddress().getPort();
  }

  private JsonNode execute(String host, String... arguments) throws Exception {
    String page = origin(host) + "/index.html?service=" + url();
    List<String> command =
        new ArrayList<>(List.of("node", "browser/drive.js", CHROMIUM.toString(), page));
    command.addAll(Arrays.asList(arguments));
    return run(command.toArray(String[]::new)).document();
  }
}

package io.fleetexecutor.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.Code;
import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.ClusterResult.State;
import io.fleetexecutor.v1.OutputPolicy.Format;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clusters that do what clusters should not, side by side, seen by a service with little memory.
 */
class MisbehavingClustersIT {
  private static final long LARGE = 50L << 20;
  private static final Requests LIST_PODS =
      Requests.list("pods").attemptTimeout(Duration.ofSeconds(15));

  @TempDir Path directory;
  final List<AutoCloseable> clusters = new ArrayList<>();
  final Kubeconfig kubeconfig = new Kubeconfig();
  ServiceProcess service;

  @BeforeEach
  void start() throws Exception {
    cluster("good", request -> FakeCluster.json(request, FakeCluster.podList(pod())));
    cluster("hangs", request -> {});
    cluster("hangs-in-the-middle", request -> request.response().setChunked(true).write("{"));
    cluster("closes-at-once", request -> request.connection().close());
    cluster("closes-in-the-middle", Answers::closeInTheMiddle);
    cluster("500", Answers.status(500, "InternalError", "etcdserver: leader changed"));
    cluster("429", Answers.text(429, "Too many requests, please try again later."));
    cluster("401", Answers.status(401, "Unauthorized", "Unauthorized"));
    cluster("html", Answers.text(200, "<html>Please log in</html>"));
    cluster("empty", Answers.text(200, ""));
    cluster("other-kind", Answers.text(200, "{\"kind\": \"Pod\", \"apiVersion\": \"v1\"}"));
    cluster("large", request -> Answers.pods(request, 1 << 10, LARGE));
    cluster("large-object", request -> Answers.pods(request, LARGE, LARGE));
    cluster("large-error", request -> Answers.largeError(request, LARGE));
    var garbage = RawServer.thatAnswers("SSH-2.0-OpenSSH_9.2\r\n");
    clusters.add(garbage);
    kubeconfig.cluster("garbage", garbage.url());
    service =
        ServiceProcess.start(
            Map.of("KUBECONFIG", kubeconfig.write(directory)),
            "-Xmx256m",
            "-XX:+ExitOnOutOfMemoryError");
  }

  private void cluster(String name, Handler<HttpServerRequest> pods) {
    var cluster = FakeCluster.start(pods);
    clusters.add(cluster);
    kubeconfig.cluster(name, cluster.url());
  }

  private static String pod() {
    return FakeCluster.pod("web", "");
  }

  @AfterEach
  void stop() throws Exception {
    service.close();
    for (AutoCloseable cluster : clusters) {
      cluster.close();
    }
  }

  @Test
  void eachClusterGetsTheStateAndMessageOfItsOwnTrouble() {
    var stream = ExecutionStream.start(service.channel(), LIST_PODS.build());
    stream.awaitFinished();

    assertThat(stream.result("good").getState()).isEqualTo(State.STATE_SUCCEEDED);
    assertThat(stream.result("good").getObjects().getObjectsCount()).isEqualTo(1);
    assertFailure(stream, "hangs", State.STATE_TIMED_OUT, "ATTEMPT_TIMEOUT", "15s");
    assertFailure(stream, "hangs-in-the-middle", State.STATE_TIMED_OUT, "ATTEMPT_TIMEOUT", "15s");
    assertFailure(
        stream, "closes-at-once", State.STATE_UNREACHABLE, "CONNECTION_CLOSED", "before it");
    assertFailure(
        stream, "closes-in-the-middle", State.STATE_UNREACHABLE, "CONNECTION_CLOSED", "in the mid");
    assertFailure(
        stream, "500", State.STATE_FAILED, "INTERNAL_ERROR", "etcdserver: leader changed");
    assertFailure(stream, "429", State.STATE_FAILED, "TOO_MANY_REQUESTS", "please try again later");
    assertFailure(stream, "401", State.STATE_DENIED, "UNAUTHORIZED", "Unauthorized");
    assertFailure(stream, "html", State.STATE_FAILED, "UNEXPECTED_ANSWER", "<html>Please log in");
    assertFailure(stream, "empty", State.STATE_FAILED, "UNEXPECTED_ANSWER", "empty");
    assertFailure(stream, "other-kind", State.STATE_FAILED, "UNEXPECTED_ANSWER", "\"Pod\"");
    assertFailure(stream, "garbage", State.STATE_FAILED, "UNEXPECTED_ANSWER", "does not speak");
    assertFailure(stream, "large-error", State.STATE_FAILED, "BAD_GATEWAY", "xxx");
    assertThat(stream.result("429").getError().getCode()).isEqualTo(Code.RESOURCE_EXHAUSTED);
    assertThat(stream.result("401").getError().getCode()).isEqualTo(Code.UNAUTHENTICATED);
  }

  @Test
  void largeAnswersAreCutAndLeaveTheServiceWell() {
    var request = LIST_PODS.on("large", "large-object", "good").atMost(1 << 20);
    for (int round = 0; round < 3; round++) {
      var stream = ExecutionStream.start(service.channel(), request.build());
      stream.awaitFinished();

      ClusterResult large = stream.result("large");
      assertThat(large.getState()).as("%s", large.getError()).isEqualTo(State.STATE_SUCCEEDED);
      assertThat(large.getOutputTruncated()).isTrue();
      assertThat(large.getObjects().getObjectsCount()).isBetween(500, 1024);
      ClusterResult object = stream.result("large-object");
      assertThat(object.getState()).as("%s", object.getError()).isEqualTo(State.STATE_SUCCEEDED);
      assertThat(object.getOutputTruncated()).isTrue();
      assertThat(object.getObjects().getObjectsCount()).isZero();
      assertThat(stream.result("good").getState()).isEqualTo(State.STATE_SUCCEEDED);
    }
    assertThat(service.status().getRunningTaskCount()).isZero();
  }

  @Test
  void anAnswerWhoseOutputIsDroppedIsReadToItsEnd() {
    var request = LIST_PODS.on("large").as(Format.FORMAT_NONE);
    var stream = ExecutionStream.start(service.channel(), request.build());
    stream.awaitFinished();

    ClusterResult large = stream.result("large");
    assertThat(large.getState()).as("%s", large.getError()).isEqualTo(State.STATE_SUCCEEDED);
    assertThat(large.getOutputTruncated()).isFalse();
  }

  private static void assertFailure(
      ExecutionStream stream, String cluster, State state, String reason, String message) {
    ClusterResult result = stream.result(cluster);
    assertThat(result.getState()).as("%s: %s", cluster, result.getError()).isEqualTo(state);
    assertThat(result.getError().getReason()).as(cluster).isEqualTo(reason);
    assertThat(result.getError().getMessage()).as(cluster).contains(message);
  }
}

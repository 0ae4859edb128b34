package io.fleetexecutor.system;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.function.LongFunction;

/** What a cluster may answer instead of what it should. */
final class Answers {
  private static final int CHUNK = 64 << 10;

  private Answers() {}

  static Handler<HttpServerRequest> text(int status, String body) {
    return request -> request.response().setStatusCode(status).end(body);
  }

  static Handler<HttpServerRequest> status(int status, String reason, String message) {
    return text(
        status,
        """
        {"kind": "Status", "apiVersion": "v1", "metadata": {}, "status": "Failure",
         "message": "%s", "reason": "%s", "code": %d}"""
            .formatted(message, reason, status));
  }

  static void closeInTheMiddle(HttpServerRequest request) {
    request
        .response()
        .setChunked(true)
        .write(FakeCluster.podList("").replace("]}", ""))
        .onComplete(written -> request.connection().close());
  }

  /** A list of pods of one size, which streams as fast as it is read. */
  static void pods(HttpServerRequest request, long podBytes, long listBytes) {
    HttpServerResponse response = request.response().setChunked(true);
    response.write(
        "{\"kind\": \"PodList\", \"apiVersion\": \"v1\", \"metadata\": {}, \"items\": [");
    if (podBytes >= listBytes) {
      response.write("{\"metadata\": {\"name\": \"");
      stream(response, listBytes, left -> "x".repeat((int) Math.min(CHUNK, left)), "\"}}]}");
    } else {
      String pod = FakeCluster.pod("web", "x".repeat((int) podBytes)) + ",";
      String pods = pod.repeat((int) Math.max(1, CHUNK / podBytes));
      stream(response, listBytes, left -> pods, FakeCluster.pod("last", "") + "]}");
    }
  }

  static void largeError(HttpServerRequest request, long bytes) {
    HttpServerResponse response = request.response().setChunked(true).setStatusCode(502);
    stream(response, bytes, left -> "x".repeat((int) Math.min(CHUNK, left)), "");
  }

  private static void stream(
      HttpServerResponse response, long bytes, LongFunction<String> chunks, String last) {
    if (bytes <= 0) {
      response.end(last);
      return;
    }
    String chunk = chunks.apply(bytes);
    response
        .write(chunk)
        .onSuccess(written -> stream(response, bytes - chunk.length(), chunks, last));
  }
}

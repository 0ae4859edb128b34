package io.fleetexecutor.bench;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Answers after the latency with what the fleet behind it answered to the same request before, of
 * clusters that are alike also to another cluster. Only for reading from a fleet that does not
 * change.
 */
final class Replay implements Handler<HttpServerRequest> {
  private record Key(String uri, String accept) {}

  private static final Pattern CLUSTER = Pattern.compile("^/clusters/[^/]+");

  private record Answer(int status, String contentType, Buffer body) {}

  private final Vertx vertx;
  private final HttpClient client;
  private final int port;
  private final long latencyMillis;
  private final boolean alike;
  private final Map<Key, Future<Answer>> answers = new ConcurrentHashMap<>();

  Replay(Vertx vertx, int port, long latencyMillis, boolean alike) {
    this.vertx = vertx;
    this.client = vertx.createHttpClient();
    this.port = port;
    this.latencyMillis = latencyMillis;
    this.alike = alike;
  }

  @Override
  public void handle(HttpServerRequest request) {
    String accept = request.getHeader(HttpHeaders.ACCEPT);
    var key = new Key(request.uri(), accept == null ? "*/*" : accept);
    Future<Answer> answer = answers.computeIfAbsent(known(key), known -> ask(key));
    vertx.setTimer(latencyMillis, id -> answer.onSuccess(known -> send(request, known)));
  }

  private Key known(Key key) {
    return alike ? new Key(CLUSTER.matcher(key.uri()).replaceFirst(""), key.accept()) : key;
  }

  private Future<Answer> ask(Key key) {
    return client
        .request(HttpMethod.GET, port, "127.0.0.1", key.uri())
        .compose(request -> request.putHeader(HttpHeaders.ACCEPT, key.accept()).send())
        .compose(
            response ->
                response
                    .body()
                    .map(
                        body ->
                            new Answer(
                                response.statusCode(),
                                response.getHeader(HttpHeaders.CONTENT_TYPE),
                                body)));
  }

  private static void send(HttpServerRequest request, Answer answer) {
    request
        .response()
        .setStatusCode(answer.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, answer.contentType())
        .end(answer.body());
  }
}

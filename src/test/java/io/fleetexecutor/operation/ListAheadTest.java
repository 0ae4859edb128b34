package io.fleetexecutor.operation;

import static io.fleetexecutor.operation.RealNamespace.objects;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.OutputPolicy.Format;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The next page of a list is asked for while the one before it is read. */
class ListAheadTest {
  private static final String FIRST = "/api/v1/pods?limit=500";
  private static final String SECOND = "/api/v1/pods?limit=1000&continue=more";
  private static final String START =
      "{\"kind\":\"PodList\",\"apiVersion\":\"v1\",\"metadata\":{\"continue\":\"more\"},\"items\":[";

  private final FakeApiServer server = new FakeApiServer();
  private final AtomicReference<HttpServerResponse> first = new AtomicReference<>();

  @AfterEach
  void close() {
    server.close();
  }

  private void onFirst() {
    server.on(
        FIRST,
        request -> {
          first.set(request.response().setChunked(true));
          request.response().write(START);
        });
  }

  private static String pod(String name) {
    return "{\"metadata\":{\"name\":\"%s\"}}".formatted(name);
  }

  @Test
  void pagesThatOverlapKeepTheirOrder() {
    onFirst();
    server.on(
        SECOND,
        request -> {
          request
              .response()
              .end(
                  "{\"kind\":\"PodList\",\"apiVersion\":\"v1\",\"metadata\":{},\"items\":["
                      + pod("b")
                      + "]}");
          // Only now, so that it would never come if pages were asked for one after the other.
          first.get().end(pod("a") + "]}");
        });

    ClusterAnswer answer = server.fleet.run("c", Fleet.list("pods", ""), Format.OBJECTS);

    assertThat(objects(answer))
        .extracting(object -> object.ref().objectName())
        .containsExactly("a", "b");
  }

  @Test
  void whatWasAskedForInAdvanceEndsWithTheList() throws InterruptedException {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(2);
    onFirst();
    server.on(
        SECOND,
        request -> {
          request.connection().closeHandler(gone -> closed.countDown());
          first.get().closeHandler(gone -> closed.countDown());
          request.response().setChunked(true).write("{");
          asked.countDown();
        });
    Cancellable running =
        server
            .fleet
            .start(
                "c",
                Fleet.spec(
                    Fleet.list("pods", ""),
                    new io.fleetexecutor.model.OutputPolicy(Format.OBJECTS, 1 << 20)),
                new io.fleetexecutor.execution.AttemptNotes())
            .subscribe()
            .with(answer -> {});
    assertThat(asked.await(60, TimeUnit.SECONDS)).isTrue();

    running.cancel();

    assertThat(closed.await(60, TimeUnit.SECONDS)).isTrue();
  }
}

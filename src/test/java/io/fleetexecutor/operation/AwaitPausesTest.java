package io.fleetexecutor.operation;

import static io.fleetexecutor.operation.AwaitedPod.LIST;
import static io.fleetexecutor.operation.AwaitedPod.WATCH;
import static io.fleetexecutor.operation.AwaitedPod.event;
import static io.fleetexecutor.operation.AwaitedPod.list;
import static io.fleetexecutor.operation.AwaitedPod.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.access.Access;
import io.fleetexecutor.execution.AttemptNotes;
import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.OutputPolicy;
import io.fleetexecutor.model.OutputPolicy.Format;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An API server whose lists or watches lead nowhere is not asked without end and pause. */
class AwaitPausesTest {
  private static final String EXPIRED =
      "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"code\":410,\"reason\":\"Expired\"}";

  private final FakeApiServer server = new FakeApiServer();
  private final AtomicInteger lists = new AtomicInteger();
  private final Pauses pauses = new Pauses();

  @AfterEach
  void close() {
    pauses.shutdownNow();
    server.close();
  }

  private ClusterAnswer run() {
    var operations =
        new KubernetesOperations(
            server.fleet.connections(), Access.open(false), false, InstantSource.system(), pauses);
    return operations
        .run(
            server.fleet.cluster("c"),
            Fleet.execution(
                Fleet.spec(AwaitedPod.READY, new OutputPolicy(Format.OBJECTS, 1 << 20))),
            new AttemptNotes())
        .await()
        .atMost(Fleet.LIMIT);
  }

  /** The pod is ready in the third list. */
  private void onLists(String version) {
    server.on(
        LIST,
        request -> request.response().end(list(version, pod("1", lists.incrementAndGet() == 3))));
  }

  @Test
  void aListWithoutVersionIsAskedForAgainAfterAPause() {
    onLists("");

    assertThat(run().error()).isNull();
    assertThat(server.requests).noneMatch(uri -> uri.contains("watch"));
    assertThat(pauses.lengths).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(1));
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 410})
  void afterAVersionThatIsTooOldTheObjectIsListedAnewAfterAPause(int status) {
    onLists("5");
    server.on(WATCH + "5", status, status == 200 ? event("ERROR", EXPIRED) : EXPIRED);

    assertThat(run().error()).isNull();
    assertThat(Collections.frequency(server.requests, WATCH + "5")).isEqualTo(2);
    assertThat(pauses.lengths).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(1));
  }

  /** They are noted and not waited for. */
  private static final class Pauses extends ScheduledThreadPoolExecutor {
    final List<Duration> lengths = Collections.synchronizedList(new ArrayList<>());

    Pauses() {
      super(1);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable end, long delay, TimeUnit unit) {
      lengths.add(Duration.of(delay, unit.toChronoUnit()));
      return super.schedule(end, 0, unit);
    }
  }
}

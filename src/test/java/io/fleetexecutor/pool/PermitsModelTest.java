package io.fleetexecutor.pool;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.Validate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Every interleaving of asking, withdrawing and releasing, by two streams in two clusters, keeps
 * both bounds, and leaves nobody waiting beside a free permit whose cluster has a slot.
 */
@Param(name = "stream", gen = IntGen.class, conf = "0:1")
@Param(name = "cluster", gen = IntGen.class, conf = "0:1")
public class PermitsModelTest {
  private static final int TOTAL = 2;
  private static final int PER_CLUSTER = 1;
  private final Permits permits = new Permits(TOTAL, PER_CLUSTER);
  private final Share[] streams = {new Share(), new Share()};
  private final Held[] clusters = {new Held(), new Held()};

  /** What is asked for, and held, in one cluster. */
  private static final class Held {
    private final Deque<Request> requests = new ArrayDeque<>();
    private int waiting;
    private int highest;
  }

  @Operation
  public void acquire(@Param(name = "stream") int stream, @Param(name = "cluster") int cluster) {
    Request[] request = new Request[1];
    request[0] = request(stream, cluster, () -> hold(cluster, request[0]));
    ask(cluster);
    permits.acquire(request[0]);
  }

  @Operation
  public void acquireAndRelease(
      @Param(name = "stream") int stream, @Param(name = "cluster") int cluster) {
    Request[] request = new Request[1];
    request[0] = request(stream, cluster, () -> passOn(cluster, request[0]));
    ask(cluster);
    permits.acquire(request[0]);
  }

  @Operation
  public boolean acquireAndWithdraw(
      @Param(name = "stream") int stream, @Param(name = "cluster") int cluster) {
    boolean[] called = new boolean[1];
    Request[] request = new Request[1];
    request[0] =
        request(
            stream,
            cluster,
            () -> {
              called[0] = true;
              passOn(cluster, request[0]);
            });
    ask(cluster);
    permits.acquire(request[0]);
    boolean withdrawn = permits.withdraw(request[0]);
    if (withdrawn) {
      answer(cluster);
    }
    return withdrawn && called[0];
  }

  @Operation
  public void release() {
    Request request = letGo();
    if (request != null) {
      permits.release(request);
    }
  }

  @Validate
  public void boundsHoldAndNobodyWaitsInVain() {
    int held = 0;
    int waiting = 0;
    for (Held cluster : clusters) {
      held += cluster.requests.size();
      waiting += cluster.waiting;
      check(cluster.highest <= PER_CLUSTER, cluster.highest + " in one cluster");
      check(
          cluster.waiting == 0
              || permits.inUse() == TOTAL
              || cluster.requests.size() == PER_CLUSTER,
          cluster.waiting + " wait in vain");
    }
    check(held <= TOTAL, held + " held");
    check(permits.inUse() == held, permits.inUse() + " in use, but " + held + " held");
    check(permits.waiting() == waiting, permits.waiting() + " queued, but " + waiting + " wait");
  }

  private Request request(int stream, int cluster, Runnable callback) {
    return new Request(streams[stream], "c" + cluster, callback);
  }

  private synchronized void ask(int cluster) {
    clusters[cluster].waiting++;
  }

  private synchronized void answer(int cluster) {
    clusters[cluster].waiting--;
  }

  private synchronized void hold(int cluster, Request request) {
    answer(cluster);
    Held held = clusters[cluster];
    held.requests.add(request);
    held.highest = Math.max(held.highest, held.requests.size());
  }

  private void passOn(int cluster, Request request) {
    hold(cluster, request);
    if (letGo(cluster, request)) {
      permits.release(request);
    }
  }

  /** False: another thread has let it go, and releases it. */
  private synchronized boolean letGo(int cluster, Request request) {
    return clusters[cluster].requests.remove(request);
  }

  private synchronized @Nullable Request letGo() {
    Request first = clusters[0].requests.poll();
    return first != null ? first : clusters[1].requests.poll();
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException(otherwise);
    }
  }

  @Test
  void holdsInEveryInterleaving() {
    new ModelCheckingOptions()
        .iterations(30)
        .invocationsPerIteration(30)
        .threads(2)
        .actorsBefore(3)
        .actorsPerThread(2)
        .actorsAfter(0)
        .check(getClass());
  }
}

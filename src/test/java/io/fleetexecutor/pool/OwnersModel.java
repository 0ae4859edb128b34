package io.fleetexecutor.pool;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.Validate;
import org.jspecify.annotations.Nullable;

/** Asking, withdrawing and releasing by streams of two owners, with four places. */
@Param(name = "stream", gen = IntGen.class, conf = "0:3")
public abstract class OwnersModel {
  static final int PLACES = 4;
  private static final int OWNERS = 2;
  private final Permits permits;
  private final List<Share> streams = new ArrayList<>();
  private final List<Deque<Request>> held = new ArrayList<>();
  private final int[] waiting = new int[OWNERS];
  private int most;

  OwnersModel(Permits permits) {
    this.permits = permits;
    for (int i = 0; i < 2 * OWNERS; i++) {
      streams.add(new Share("", "owner " + i % OWNERS));
      held.add(new ArrayDeque<>());
    }
  }

  @Operation
  public void acquire(@Param(name = "stream") int stream) {
    permits.acquire(ask(stream));
  }

  @Operation
  public boolean acquireAndWithdraw(@Param(name = "stream") int stream) {
    Request request = ask(stream);
    permits.acquire(request);
    boolean withdrawn = permits.withdraw(request);
    if (withdrawn) {
      answer(stream);
    }
    return withdrawn && isHeld(stream, request);
  }

  @Operation
  public void release(@Param(name = "stream") int stream) {
    Request request = letGo(stream);
    if (request != null) {
      permits.release(request);
    }
  }

  @Validate
  public void boundsHoldAndNobodyWaitsInVain() {
    int taken = held.stream().mapToInt(Deque::size).sum();
    check(permits.inUse() == taken, permits.inUse() + " in use, but " + taken + " held");
    check(most < PLACES, "one owner has had " + most);
    for (int owner = 0; owner < OWNERS; owner++) {
      boolean mayGoOn = taken < (heldBy(owner) == 0 ? PLACES : PLACES - 1);
      check(waiting[owner] == 0 || !mayGoOn, waiting[owner] + " wait in vain");
    }
  }

  private Request ask(int stream) {
    synchronized (this) {
      waiting[stream % OWNERS]++;
    }
    Request[] request = new Request[1];
    request[0] = new Request(streams.get(stream), "c", () -> hold(stream, request[0]));
    return request[0];
  }

  private synchronized void answer(int stream) {
    waiting[stream % OWNERS]--;
  }

  private synchronized void hold(int stream, Request request) {
    answer(stream);
    held.get(stream).add(request);
    most = Math.max(most, heldBy(stream % OWNERS));
  }

  private int heldBy(int owner) {
    return held.get(owner).size() + held.get(owner + OWNERS).size();
  }

  private synchronized boolean isHeld(int stream, Request request) {
    return held.get(stream).contains(request);
  }

  private synchronized @Nullable Request letGo(int stream) {
    return held.get(stream).poll();
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException(otherwise);
    }
  }
}

package io.fleetexecutor.workforce;

import io.fleetexecutor.execution.AttemptHost;
import io.fleetexecutor.pool.Request;
import io.fleetexecutor.pool.Workers;
import io.smallrye.mutiny.Uni;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Workers of this process and of others. Each cluster falls to one of them, so that its connections
 * are made once, and its operations counted in one place; where that one refuses, it falls to the
 * next.
 */
public final class Workforce implements Workers {
  private static final Logger LOG = Logger.getLogger(Workforce.class);

  private final Post post;
  private final Workers local;
  private final Borrowing borrowing;
  private final Fencing fencing;
  private final AtomicInteger lenders = new AtomicInteger();
  private volatile @Nullable Lending lending;

  /**
   * @param local those of this process
   */
  public Workforce(Post post, Workers local) {
    this.post = post;
    this.local = local;
    this.borrowing = new Borrowing(post, this::placeElsewhere);
    this.fencing = new Fencing(post);
  }

  /** Lends workers of this process, too. */
  public void lend(AttemptHost host) {
    lending = new Lending(post, local, host);
  }

  /** What another process has sent. */
  public void receive(String from, byte[] bytes) {
    Lending here = lending;
    if (here == null) {
      return;
    }
    switch (MessageBytes.read(bytes)) {
      case Message.Borrow borrow -> here.borrow(from, borrow);
      case Message.Begin begin -> here.begin(from, begin);
      case Message.Return back -> here.takeBack(from, back);
      case Message.Roll roll -> here.answerRoll(from, roll);
      case Message.Lent lent -> borrowing.lent(lent);
      case Message.Answer answer -> borrowing.answered(answer);
      case Message.Refused refused -> borrowing.lose(refused.loan());
      case Message.Unknown unknown -> borrowing.lose(unknown.loan());
      case Message.Fence fence -> {
        here.fence(fence.executionId(), fence.epoch());
        post.send(from, MessageBytes.write(new Message.Fenced(fence.executionId(), fence.epoch())));
      }
      case Message.Fenced fenced -> fencing.confirmed(from, fenced);
    }
  }

  /**
   * This process runs the execution from now on. Completes when nobody does anything for it that
   * whoever ran it before had wanted.
   *
   * @param epoch greater than that of whoever ran it before
   */
  public Uni<Void> fence(String executionId, long epoch) {
    ifLending(here -> here.fence(executionId, epoch));
    return fencing.fence(executionId, epoch);
  }

  /** Makes up for messages that got lost; to be called again and again. */
  public void callRoll() {
    borrowing.callRoll();
    fencing.askAgain(post.others());
  }

  /** Gives up what is of processes that are gone; to be called when that is known. */
  public void look() {
    Set<String> others = post.others();
    tellChange(post.lenders().size());
    borrowing.loseAllBut(others);
    ifLending(here -> here.dropAllBut(others));
  }

  private void tellChange(int now) {
    if (lenders.getAndSet(now) != now) {
      LOG.infof(now == 1 ? "1 other replica lends workers" : "%d other replicas lend workers", now);
    }
  }

  /** Lends nothing more; what has no worker yet is for others. */
  public void handBack() {
    ifLending(Lending::handBack);
  }

  /** Others may think that this process is gone. */
  public void stopLending() {
    ifLending(Lending::dropAll);
  }

  private void ifLending(Consumer<Lending> action) {
    Lending here = lending;
    if (here != null) {
      action.accept(here);
    }
  }

  /** As many as a stream likes: others may have more. */
  @Override
  public int limit() {
    return Integer.MAX_VALUE;
  }

  @Override
  public int total() {
    return local.total();
  }

  @Override
  public int inUse() {
    return local.inUse();
  }

  @Override
  public int waiting() {
    return local.waiting() + borrowing.waiting();
  }

  @Override
  public void acquire(Request request) {
    place(request, Set.of());
  }

  private void placeElsewhere(Loan refused) {
    LOG.debugf("%s lends no worker for %s", refused.lender, refused.request.clusterName());
    Set<String> refusedBy = new HashSet<>(refused.refused);
    refusedBy.add(refused.lender);
    place(refused.request, refusedBy);
  }

  private void place(Request request, Set<String> refusedBy) {
    Set<String> processes = new HashSet<>(post.lenders());
    processes.removeAll(refusedBy);
    processes.add(post.self());
    String process = Rendezvous.choose(request.clusterName(), processes);
    Long epoch = post.epoch(request.stream());
    if (process.equals(post.self()) || epoch == null) {
      local.acquire(request);
    } else {
      borrowing.borrow(process, request, epoch, refusedBy);
    }
  }

  @Override
  public boolean withdraw(Request request) {
    return borrowing.withdraw(request) || local.withdraw(request);
  }

  @Override
  public void release(Request request) {
    if (!borrowing.giveBack(request)) {
      local.release(request);
    }
  }

  @Override
  public void whenIdle(Runnable action) {
    local.whenIdle(action);
  }
}

package io.fleetexecutor.workforce;

import io.fleetexecutor.execution.AttemptHost;
import io.fleetexecutor.execution.AttemptHost.Prepared;
import io.fleetexecutor.pool.Request;
import io.fleetexecutor.pool.Share;
import io.fleetexecutor.pool.Workers;
import io.fleetexecutor.workforce.Fences.Standing;
import io.fleetexecutor.workforce.Lent.Key;
import io.fleetexecutor.workforce.Lent.State;
import io.smallrye.mutiny.subscription.Cancellable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * Workers of this process that others borrow. What was borrowed makes one attempt at most, and is
 * busy until its borrower has the answer.
 */
final class Lending {
  private static final Logger LOG = Logger.getLogger(Lending.class);

  private final Post post;
  private final Workers local;
  private final AttemptHost host;
  // Guarded by this. Nothing is asked of the local workers under it: they call back.
  private final Map<Key, Lent> lent = new HashMap<>();
  private final Map<String, Answers> answers = new HashMap<>();
  private final Shares shares = new Shares();
  private final Fences fences = new Fences();

  Lending(Post post, Workers local, AttemptHost host) {
    this.post = post;
    this.local = local;
    this.host = host;
  }

  void borrow(String borrower, Message.Borrow wish) {
    if (!fence(wish.executionId(), wish.epoch())) {
      return; // It will hear that nothing is known of it.
    }
    Lent own;
    synchronized (this) {
      Key key = new Key(borrower, wish.loan());
      if (!host.isOpen() || !post.isHeld()) {
        send(borrower, new Message.Refused(wish.loan()));
        return;
      }
      if (lent.containsKey(key)) {
        return;
      }
      own = new Lent(borrower, wish);
      lent.put(key, own);
    }
    host.prepare(wish.executionId(), wish.cluster())
        .subscribe()
        .with(prepared -> queue(own, prepared), failure -> refuse(own, failure));
  }

  private void refuse(Lent own, Throwable failure) {
    LOG.debugf(failure, "no worker is lent for %s", own.cluster);
    refuse(own);
  }

  private void refuse(Lent own) {
    if (drop(own, still -> still.state == State.WAITING)) {
      send(own.key.borrower(), new Message.Refused(own.key.loan()));
    }
  }

  private void queue(Lent own, Prepared prepared) {
    Request request;
    synchronized (this) {
      if (own.isDropped) {
        return;
      }
      Share share = shares.use(own.key.borrower(), own.executionId, prepared.owner());
      request = own.prepare(prepared, share, this::lend);
    }
    local.acquire(request);
    if (isDropped(own)) {
      local.withdraw(request); // Before it had queued up.
    }
  }

  private synchronized boolean isDropped(Lent own) {
    return own.isDropped;
  }

  /** It has its worker. */
  private void lend(Lent own) {
    synchronized (this) {
      if (!own.isDropped) {
        own.state = State.LENT;
        own.end = host.begin();
        send(own.key.borrower(), new Message.Lent(own.key.loan()));
        return;
      }
    }
    local.release(own.request());
  }

  void begin(String borrower, Message.Begin message) {
    Lent own;
    synchronized (this) {
      own = lent.get(new Key(borrower, message.loan()));
      if (own == null || own.state != State.LENT) {
        return; // If it is not here any more, the next roll call will tell.
      }
      own.state = State.BEGUN;
      own.isStarting = true;
    }
    Cancellable attempt =
        own.prepared()
            .attempt(message.timeLeft())
            .subscribe()
            .with(bytes -> answered(own, bytes), failure -> failed(own, failure));
    synchronized (this) {
      own.running(attempt);
      own.isStarting = false;
      if (!own.isDropped) {
        return;
      }
    }
    stop(own);
  }

  private synchronized void answered(Lent own, byte[] bytes) {
    if (!own.isDropped) {
      own.answer(
          bytes,
          answers.computeIfAbsent(own.key.borrower(), borrower -> new Answers(post, borrower)));
    }
  }

  private void failed(Lent own, Throwable failure) {
    LOG.errorf(failure, "an attempt at %s broke", own.cluster);
    if (drop(own, still -> true)) {
      send(own.key.borrower(), new Message.Unknown(own.key.loan()));
    }
  }

  /** The borrower does not want it any more. */
  void takeBack(String borrower, Message.Return message) {
    Lent own;
    synchronized (this) {
      own = lent.get(new Key(borrower, message.loan()));
    }
    if (own != null) {
      drop(own, still -> true);
    }
  }

  /** False: it was, or is not one of these any more. */
  private boolean drop(Lent own, Predicate<Lent> which) {
    boolean hasWorker;
    synchronized (this) {
      if (own.isDropped || !which.test(own)) {
        return false;
      }
      own.isDropped = true;
      lent.remove(own.key);
      if (own.isQueued()) {
        shares.release(own.key.borrower(), own.executionId);
      }
      own.endAnswer();
      hasWorker = own.state != State.WAITING;
      if (own.isStarting) {
        return true; // Whoever begins it will see.
      }
    }
    if (hasWorker) {
      stop(own);
    } else if (own.isQueued()) {
      local.withdraw(own.request());
    }
    return true;
  }

  private void stop(Lent own) {
    own.cancel();
    Runnable end = own.end;
    if (end != null) {
      end.run();
    }
    local.release(own.request());
  }

  /** Makes up for what got lost between the two. */
  void answerRoll(String borrower, Message.Roll roll) {
    dropAll(
        own ->
            own.key.borrower().equals(borrower)
                && own.key.loan() >= roll.from()
                && own.key.loan() < roll.before()
                && !roll.loans().contains(own.key.loan()));
    synchronized (this) {
      roll.asked().forEach(loan -> tell(new Key(borrower, loan)));
    }
  }

  private void tell(Key key) {
    Lent own = lent.get(key);
    if (own == null) {
      send(key.borrower(), new Message.Unknown(key.loan()));
    } else if (own.state == State.LENT) {
      send(key.borrower(), new Message.Lent(key.loan()));
    } else if (own.state == State.ANSWERED) {
      own.answerAgain();
    }
  }

  /**
   * Nothing is done any more for whoever ran the execution before.
   *
   * @return false: somebody has taken it over since
   */
  boolean fence(String executionId, long epoch) {
    Standing standing;
    synchronized (this) {
      standing = fences.put(executionId, epoch);
    }
    if (standing == Standing.LATER) {
      dropAll(own -> own.executionId.equals(executionId) && own.epoch < epoch);
    }
    return standing != Standing.EARLIER;
  }

  /** Others lend what has no worker yet. */
  void handBack() {
    some(own -> own.state == State.WAITING).forEach(this::refuse);
  }

  /** They are gone. */
  void dropAllBut(Set<String> borrowers) {
    dropAll(own -> !borrowers.contains(own.key.borrower()));
    synchronized (this) {
      answers.keySet().retainAll(borrowers);
    }
  }

  void dropAll() {
    dropAll(own -> true);
  }

  private void dropAll(Predicate<Lent> which) {
    some(which).forEach(own -> drop(own, which));
  }

  private synchronized List<Lent> some(Predicate<Lent> which) {
    return lent.values().stream().filter(which).toList();
  }

  private void send(String borrower, Message message) {
    post.send(borrower, MessageBytes.write(message));
  }
}

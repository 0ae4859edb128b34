package io.fleetexecutor.workforce;

import io.fleetexecutor.pool.Request;
import io.fleetexecutor.workforce.Loan.State;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Workers that other processes lend to this one. A message that gets lost is made up for at the
 * next roll call.
 */
final class Borrowing {
  private final Post post;
  private final Consumer<Loan> refused;
  // Guarded by this; messages are sent under it too, so that no roll call overtakes a loan.
  private final Map<Long, Loan> loans = new HashMap<>();
  private final Map<Request, Loan> byRequest = new HashMap<>();
  private long next;

  /**
   * @param refused is told of requests that nobody serves any more
   */
  Borrowing(Post post, Consumer<Loan> refused) {
    this.post = post;
    this.refused = refused;
  }

  /**
   * @param refusedBy who has refused it before
   */
  synchronized void borrow(String lender, Request request, long epoch, Set<String> refusedBy) {
    Loan loan = new Loan(next++, lender, request, refusedBy, this);
    loans.put(loan.number, loan);
    byRequest.put(request, loan);
    send(lender, new Message.Borrow(loan.number, request.stream(), epoch, request.clusterName()));
  }

  /** False: it is not here, or is about to get its worker. */
  synchronized boolean withdraw(Request request) {
    Loan loan = byRequest.get(request);
    return loan != null && loan.state == State.ASKED && giveBack(request);
  }

  /** False: it has none of these. */
  synchronized boolean giveBack(Request request) {
    Loan loan = byRequest.get(request);
    if (loan == null) {
      return false;
    }
    forget(loan);
    send(loan.lender, new Message.Return(loan.number));
    return true;
  }

  private void forget(Loan loan) {
    loans.remove(loan.number);
    byRequest.remove(loan.request);
  }

  synchronized int waiting() {
    return (int) loans.values().stream().filter(loan -> loan.state == State.ASKED).count();
  }

  synchronized void begin(Loan loan, Duration timeLeft) {
    if (loan.state == State.LENT) {
      loan.state = State.BEGUN;
      loan.timeLeft = timeLeft;
      send(loan.lender, new Message.Begin(loan.number, timeLeft));
    }
  }

  void lent(Message.Lent message) {
    Loan loan;
    synchronized (this) {
      loan = touch(message.loan());
      if (loan == null || loan.state != State.ASKED) {
        if (loan != null && loan.state == State.BEGUN && loan.timeLeft != null) {
          send(loan.lender, new Message.Begin(loan.number, loan.timeLeft)); // It was lost.
        }
        return;
      }
      loan.state = State.LENT;
    }
    loan.request.lend(loan);
  }

  void answered(Message.Answer message) {
    Loan loan;
    byte[] whole;
    synchronized (this) {
      loan = touch(message.loan());
      whole = loan == null ? null : loan.add(message);
    }
    if (loan != null && whole != null) {
      loan.complete(whole);
    }
  }

  private @Nullable Loan touch(long number) {
    Loan loan = loans.get(number);
    if (loan != null) {
      loan.isQuiet = false;
    }
    return loan;
  }

  /** The lender does nothing for it, and knows of nothing that it has done. */
  void lose(long number) {
    loseAll(loan -> loan.number == number);
  }

  /** They are gone. */
  void loseAllBut(Set<String> lenders) {
    loseAll(loan -> !lenders.contains(loan.lender));
  }

  private void loseAll(Predicate<Loan> which) {
    Map<State, List<Loan>> lost;
    synchronized (this) {
      lost = loans.values().stream().filter(which).collect(Collectors.groupingBy(Loan::state));
      lost.getOrDefault(State.ASKED, List.of()).forEach(this::forget);
      lost.values().forEach(loans -> loans.forEach(loan -> loan.state = State.LOST));
    }
    // Those that have a worker are given back by whoever has them.
    lost.getOrDefault(State.LENT, List.of()).forEach(loan -> loan.lose(false));
    lost.getOrDefault(State.BEGUN, List.of()).forEach(loan -> loan.lose(true));
    lost.getOrDefault(State.ASKED, List.of()).forEach(refused);
  }

  /** Tells each lender what there is of it, and asks of what nothing was heard since the last. */
  synchronized void callRoll() {
    Map<String, List<Loan>> byLender =
        loans.values().stream().collect(Collectors.groupingBy(loan -> loan.lender));
    Set<String> lenders = new HashSet<>(post.others());
    lenders.addAll(byLender.keySet());
    for (String lender : lenders) {
      callRoll(lender, byLender.getOrDefault(lender, List.of()));
    }
    loans.values().forEach(loan -> loan.isQuiet = true);
  }

  /** In as many messages as it takes. */
  private void callRoll(String lender, List<Loan> own) {
    int most = (post.maxBytes() - MessageBytes.OVERHEAD) / MessageBytes.LOAN_IN_ROLL;
    List<Loan> sorted = own.stream().sorted(Comparator.comparing(loan -> loan.number)).toList();
    long from = 0;
    for (int begin = 0, end; from < next; begin = end) {
      end = Math.min(begin + most, sorted.size());
      long before = end == sorted.size() ? next : sorted.get(end).number;
      List<Loan> part = sorted.subList(begin, end);
      send(
          lender,
          new Message.Roll(
              from,
              before,
              part.stream().map(loan -> loan.number).collect(Collectors.toSet()),
              part.stream()
                  .filter(loan -> loan.isQuiet)
                  .map(loan -> loan.number)
                  .collect(Collectors.toSet())));
      from = before;
    }
  }

  private void send(String lender, Message message) {
    post.send(lender, MessageBytes.write(message));
  }
}

package io.fleetexecutor.workforce;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;

/**
 * Answers on their way to one borrower: no more than {@value #WINDOW} bytes of them at once, or one
 * that is larger. Those that it has taken make room. To be used under a lock.
 */
final class Answers {
  private static final int WINDOW = 4 << 20;

  private final Post post;
  private final String borrower;
  private final Queue<Lent> waiting = new ArrayDeque<>();
  private long underWay;

  Answers(Post post, String borrower) {
    this.post = post;
    this.borrower = borrower;
  }

  void add(Lent answered) {
    waiting.add(answered);
    sendWaiting();
  }

  /** It was taken, or nobody wants it. */
  void remove(Lent answered) {
    if (!waiting.remove(answered)) {
      underWay -= size(answered);
      sendWaiting();
    }
  }

  /** It got lost. */
  void sendAgain(Lent answered) {
    if (!waiting.contains(answered)) {
      send(answered);
    }
  }

  private void sendWaiting() {
    for (Lent next = waiting.peek(); next != null; next = waiting.peek()) {
      if (underWay > 0 && underWay + size(next) > WINDOW) {
        return;
      }
      waiting.remove();
      underWay += size(next);
      send(next);
    }
  }

  private static int size(Lent answered) {
    return answered.answer == null ? 0 : answered.answer.length;
  }

  private void send(Lent answered) {
    byte[] whole = answered.answer;
    if (whole == null) {
      return;
    }
    int partSize = post.maxBytes() - MessageBytes.OVERHEAD;
    int parts = Math.max(1, Math.ceilDiv(whole.length, partSize));
    for (int part = 0; part < parts; part++) {
      int from = part * partSize;
      byte[] bytes = Arrays.copyOfRange(whole, from, Math.min(whole.length, from + partSize));
      post.send(
          borrower,
          MessageBytes.write(new Message.Answer(answered.key.loan(), part, parts, bytes)));
    }
  }
}

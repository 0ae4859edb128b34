package io.fleetexecutor.workforce;

import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Has every other process confirm that it does nothing for an execution that somebody else wanted
 * who ran it before; one that is gone need not. Asks again until all have.
 */
final class Fencing {
  private final Post post;
  // Guarded by this.
  private final Map<String, Pending> pending = new HashMap<>();

  private record Pending(
      long epoch, Set<String> asked, CompletableFuture<@Nullable Void> confirmed) {}

  Fencing(Post post) {
    this.post = post;
  }

  /**
   * Completes when all have; never, where the execution was taken over once more meanwhile.
   *
   * @param epoch greater than that of whoever ran it before
   */
  Uni<Void> fence(String executionId, long epoch) {
    Pending fence = new Pending(epoch, new HashSet<>(post.others()), new CompletableFuture<>());
    synchronized (this) {
      pending.put(executionId, fence);
      ask(executionId, fence);
    }
    complete();
    return Uni.createFrom().completionStage(fence.confirmed());
  }

  private void ask(String executionId, Pending fence) {
    byte[] message = MessageBytes.write(new Message.Fence(executionId, fence.epoch()));
    fence.asked().forEach(other -> post.send(other, message));
  }

  void confirmed(String by, Message.Fenced message) {
    synchronized (this) {
      Pending fence = pending.get(message.executionId());
      if (fence == null || fence.epoch() != message.epoch()) {
        return;
      }
      fence.asked().remove(by);
    }
    complete();
  }

  /** Those that are not there need not be asked. */
  void askAgain(Set<String> others) {
    synchronized (this) {
      pending.forEach(
          (executionId, fence) -> {
            fence.asked().retainAll(others);
            ask(executionId, fence);
          });
    }
    complete();
  }

  private void complete() {
    List<Pending> done;
    synchronized (this) {
      done = pending.values().stream().filter(fence -> fence.asked().isEmpty()).toList();
      pending.values().removeAll(done);
    }
    done.forEach(fence -> fence.confirmed().complete(null));
  }
}

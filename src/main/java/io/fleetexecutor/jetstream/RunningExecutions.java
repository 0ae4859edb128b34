package io.fleetexecutor.jetstream;

import io.nats.client.impl.Headers;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Which executions have not ended, which process runs each, and how it stands. A change names the
 * message that it replaces, so that of two processes who want the same execution one has it. Calls
 * block.
 */
final class RunningExecutions {
  private static final String EXECUTION = "Fleet-Execution";
  private static final String LEADER = "Fleet-Leader";
  private static final String NOBODY = "nobody";
  private static final long NOTHING = 0;

  private final SubjectStream stream;
  private final Subjects subjects;
  private final String replica;
  // Of those that this process runs, the sequence of their message.
  private final ConcurrentMap<String, Long> own = new ConcurrentHashMap<>();

  /**
   * An execution that somebody runs.
   *
   * @param leader who does
   * @param outline how it stood a moment ago
   */
  record Running(String executionId, String leader, byte[] outline, long sequence) {
    static Running of(StoredMessage message) {
      return new Running(
          message.header(EXECUTION), message.header(LEADER), message.body(), message.sequence());
    }
  }

  RunningExecutions(SubjectStream stream, Subjects subjects, String replica) {
    this.stream = stream;
    this.subjects = subjects;
    this.replica = replica;
  }

  /** Of an execution that is new. */
  void claim(String executionId, byte[] outline) {
    try {
      own.put(executionId, publish(executionId, outline, NOTHING));
    } catch (OutOfSequenceException e) {
      throw new IllegalStateException("execution %s is not new".formatted(executionId), e);
    }
  }

  /** False: another process was first. */
  boolean takeOver(Running left) {
    try {
      own.put(left.executionId(), publish(left.executionId(), left.outline(), left.sequence()));
      return true;
    } catch (OutOfSequenceException e) {
      return false;
    }
  }

  /** False: another process runs it. */
  boolean update(String executionId, byte[] outline) {
    Long sequence = own.get(executionId);
    if (sequence == null) {
      return true;
    }
    try {
      own.replace(executionId, sequence, publish(executionId, outline, sequence));
      return true;
    } catch (OutOfSequenceException e) {
      Running now = find(executionId);
      if (now != null && now.leader().equals(replica)) {
        own.replace(executionId, sequence, now.sequence()); // Its acknowledgement was lost.
        return true;
      }
      return own.get(executionId) == null;
    }
  }

  private long publish(String executionId, byte[] outline, long expected)
      throws OutOfSequenceException {
    return publish(executionId, replica, outline, expected);
  }

  private long publish(String executionId, String leader, byte[] outline, long expected)
      throws OutOfSequenceException {
    Headers headers = new Headers().put(EXECUTION, executionId).put(LEADER, leader);
    return stream.publish(subjects.running(executionId), headers, outline, expected);
  }

  /** It has ended. */
  void release(String executionId) {
    own.remove(executionId);
    stream.purge(subjects.running(executionId));
  }

  /** Nobody runs it. */
  void leave(String executionId) {
    Long sequence = own.remove(executionId);
    Running now = find(executionId);
    if (sequence != null && now != null && now.leader().equals(replica)) {
      try {
        publish(executionId, NOBODY, now.outline(), now.sequence());
      } catch (OutOfSequenceException e) {
        // Somebody runs it.
      }
    }
  }

  /** This process does not run it any more. */
  void forget(String executionId) {
    own.remove(executionId);
  }

  Set<String> own() {
    return Set.copyOf(own.keySet());
  }

  boolean isOwn(String executionId) {
    return own.containsKey(executionId);
  }

  /** Greater than that of whoever ran it before; null: this process does not run it. */
  @Nullable Long epoch(String executionId) {
    return own.get(executionId);
  }

  @Nullable Running find(String executionId) {
    StoredMessage found =
        Subjects.isId(executionId) ? stream.last(subjects.running(executionId)) : null;
    return found == null ? null : Running.of(found);
  }

  List<Running> all() {
    return stream.all(subjects.allRunning()).stream().map(Running::of).toList();
  }
}

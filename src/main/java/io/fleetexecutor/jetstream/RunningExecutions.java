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
  private final ConcurrentMap<String, Own> own = new ConcurrentHashMap<>();
  private final Set<String> claiming = ConcurrentHashMap.newKeySet();

  /**
   * An execution that this process runs.
   *
   * @param epoch the sequence of the message that said so first
   * @param sequence of the last one
   */
  private record Own(long epoch, long sequence) {
    Own told(long now) {
      return new Own(epoch, now);
    }
  }

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
    claiming.add(executionId);
    try {
      begin(executionId, outline, NOTHING);
    } catch (OutOfSequenceException e) {
      throw new IllegalStateException("execution %s is not new".formatted(executionId), e);
    } finally {
      claiming.remove(executionId);
    }
  }

  private void begin(String executionId, byte[] outline, long before)
      throws OutOfSequenceException {
    long epoch = publish(executionId, outline, before);
    own.put(executionId, new Own(epoch, epoch));
  }

  /** False: another process was first. */
  boolean takeOver(Running left) {
    try {
      begin(left.executionId(), left.outline(), left.sequence());
      return true;
    } catch (OutOfSequenceException e) {
      return false;
    }
  }

  /** False: another process runs it. */
  boolean update(String executionId, byte[] outline) {
    Own before = own.get(executionId);
    if (before == null) {
      return true;
    }
    try {
      long sequence = publish(executionId, outline, before.sequence());
      own.replace(executionId, before, before.told(sequence));
      return true;
    } catch (OutOfSequenceException e) {
      Running now = find(executionId);
      if (now != null && now.leader().equals(replica)) {
        own.replace(
            executionId, before, before.told(now.sequence())); // Its acknowledgement was lost.
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
    if (own.remove(executionId) == null) {
      return;
    }
    Running now = find(executionId);
    while (now != null && now.leader().equals(replica) && !isLeft(now)) {
      now = find(executionId); // How it stood was just being told.
    }
  }

  private boolean isLeft(Running now) {
    try {
      publish(now.executionId(), NOBODY, now.outline(), now.sequence());
      return true;
    } catch (OutOfSequenceException e) {
      return false;
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
    return claiming.contains(executionId) || own.containsKey(executionId);
  }

  /** Greater than that of whoever ran it before; null: this process does not run it. */
  @Nullable Long epoch(String executionId) {
    Own here = own.get(executionId);
    return here == null ? null : here.epoch();
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

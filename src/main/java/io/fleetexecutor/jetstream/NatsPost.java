package io.fleetexecutor.jetstream;

import io.fleetexecutor.workforce.Post;
import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Messages between processes over plain NATS, which keeps none. */
final class NatsPost implements Post {
  private static final Logger LOG = Logger.getLogger(NatsPost.class);

  private final Connection connection;
  private final Subjects subjects;
  private final String replica;
  private final Membership membership;
  private final RunningExecutions running;

  NatsPost(
      Connection connection,
      Subjects subjects,
      String replica,
      Membership membership,
      RunningExecutions running) {
    this.connection = connection;
    this.subjects = subjects;
    this.replica = replica;
    this.membership = membership;
    this.running = running;
  }

  /** One at a time, in order. */
  void receive(BiConsumer<String, byte[]> receiver) {
    Dispatcher dispatcher =
        connection.createDispatcher(
            message -> {
              try {
                receiver.accept(Subjects.lastPart(message.getSubject()), message.getData());
              } catch (RuntimeException e) {
                LOG.error("a message of another process was not understood", e);
              }
            });
    dispatcher.subscribe(subjects.postTo(replica));
  }

  @Override
  public String self() {
    return replica;
  }

  @Override
  public Set<String> others() {
    return membership.others();
  }

  @Override
  public Set<String> lenders() {
    return membership.lenders();
  }

  @Override
  public @Nullable Long epoch(String executionId) {
    return running.epoch(executionId);
  }

  @Override
  public boolean isHeld() {
    return membership.isHeld();
  }

  @Override
  public void send(String to, byte[] message) {
    try {
      connection.publish(subjects.post(to, replica), message);
    } catch (IllegalStateException e) {
      LOG.debug("NATS cannot be reached", e);
    } catch (IllegalArgumentException e) {
      LOG.errorf(e, "a message of %d bytes cannot be sent", message.length);
    }
  }

  @Override
  public int maxBytes() {
    return (int) Math.min(Integer.MAX_VALUE, connection.getMaxPayload());
  }
}

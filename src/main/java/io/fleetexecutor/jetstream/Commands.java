package io.fleetexecutor.jetstream;

import io.fleetexecutor.execution.Command;
import io.fleetexecutor.execution.Leadership;
import io.nats.client.Connection;
import io.nats.client.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Commands to the process that runs an execution, and those that come to this one. */
final class Commands {
  private final Connection connection;
  private final Subjects subjects;
  private final Duration timeout;
  private final Executor threads;

  Commands(Connection connection, Subjects subjects, Duration timeout, Executor threads) {
    this.connection = connection;
    this.subjects = subjects;
    this.timeout = timeout;
    this.threads = threads;
  }

  /**
   * Carries out what others ask for.
   *
   * @param carriedOut is told of the execution, before they are
   */
  void serve(String replica, Leadership.Leader leader, Consumer<String> carriedOut) {
    connection
        .createDispatcher(message -> carryOut(message, leader, carriedOut))
        .subscribe(subjects.commands(replica));
  }

  private void carryOut(Message message, Leadership.Leader leader, Consumer<String> carriedOut) {
    CommandBytes.Addressed addressed = CommandBytes.read(message.getData());
    leader
        .carryOut(addressed.executionId(), addressed.command())
        .emitOn(threads)
        .invoke(() -> carriedOut.accept(addressed.executionId()))
        .subscribe()
        .with(done -> reply(message, null), failure -> reply(message, failure));
  }

  private void reply(Message message, @Nullable Throwable failure) {
    String to = message.getReplyTo();
    if (to != null) {
      connection.publish(to, ReplyBytes.write(failure));
    }
  }

  /** There is something that nobody runs. */
  void callOthers() {
    connection.publish(subjects.calls(), new byte[0]);
  }

  /** When some process calls. */
  void onCall(Runnable action) {
    connection.createDispatcher(call -> action.run()).subscribe(subjects.calls());
  }

  /**
   * Has another process carry out a command; blocks until it has.
   *
   * @return false: nobody answers
   */
  boolean send(String replica, String executionId, Command command) {
    byte[] request = CommandBytes.write(executionId, command);
    Message reply;
    try {
      reply =
          connection
              .requestWithTimeout(subjects.commands(replica), request, timeout)
              .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (CancellationException | TimeoutException e) {
      return false;
    } catch (ExecutionException | IllegalStateException e) {
      throw new UncheckedIOException("NATS does not answer: " + e.getMessage(), new IOException(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException(e));
    }
    ReplyBytes.read(reply.getData());
    return true;
  }
}

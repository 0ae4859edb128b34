package io.fleetexecutor.jetstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.nats.client.impl.Headers;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SubjectStreamTest {
  private static final int SUBJECTS = 40;

  private final NatsFleet nats = NatsFleet.next();
  private LogStreams streams;
  private LogStreams others;

  @BeforeEach
  void open() {
    streams = nats.streams();
    others = nats.streams();
  }

  @AfterEach
  void close() {
    NatsConnection.close(streams.connection());
    NatsConnection.close(others.connection());
  }

  private long publish(int subject, long expected) throws Exception {
    return others
        .replicas()
        .publish(
            others.subjects().replica("r" + subject),
            new Headers(),
            new byte[] {(byte) subject},
            expected);
  }

  @Test
  void whatIsReplacedWhileAllIsReadIsNotMissed() throws Exception {
    long[] sequences = new long[SUBJECTS];
    for (int i = 0; i < SUBJECTS; i++) {
      sequences[i] = publish(i, 0);
    }
    AtomicBoolean over = new AtomicBoolean();
    Thread writer =
        Thread.startVirtualThread(
            () -> {
              try {
                for (int i = 0; !over.get(); i = (i + 1) % SUBJECTS) {
                  sequences[i] = publish(i, sequences[i]);
                }
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    for (int look = 0; look < 200; look++) {
      assertThat(streams.replicas().all(streams.subjects().replicas()))
          .extracting(message -> (int) message.body()[0])
          .hasSize(SUBJECTS)
          .doesNotHaveDuplicates();
    }
    over.set(true);
    writer.join();
  }
}

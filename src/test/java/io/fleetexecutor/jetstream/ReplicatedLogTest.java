package io.fleetexecutor.jetstream;

import io.fleetexecutor.log.ExecutionLog;
import io.fleetexecutor.log.ExecutionLogContract;
import io.fleetexecutor.testing.NatsCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import org.awaitility.Awaitility;

/** Everything is kept by each of three servers; all tests share its streams. */
class ReplicatedLogTest extends ExecutionLogContract {
  private static final Duration START = Duration.ofMinutes(1);

  private static final class Shared {
    static final NatsFleet NATS = start();

    private static NatsFleet start() {
      try {
        NatsCluster cluster = NatsCluster.start(Files.createTempDirectory("nats"));
        NatsFleet nats = NatsFleet.on(cluster.urls());
        Awaitility.await("a leader")
            .pollInSameThread()
            .atMost(START)
            .ignoreExceptions()
            .until(() -> canBeUsed(nats));
        return nats;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static boolean canBeUsed(NatsFleet nats) {
      nats.open().close();
      return true;
    }
  }

  @Override
  protected ExecutionLog open() {
    return Shared.NATS.open();
  }
}

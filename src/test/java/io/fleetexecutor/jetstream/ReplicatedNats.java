package io.fleetexecutor.jetstream;

import io.fleetexecutor.testing.NatsCluster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import org.awaitility.Awaitility;

/** Three nats-servers that all tests share, each of which keeps everything. */
final class ReplicatedNats {
  private static final Duration START = Duration.ofMinutes(1);
  private static final NatsCluster CLUSTER = start();

  /** Names that tests share which do not mind. */
  static final NatsFleet SHARED = next();

  private ReplicatedNats() {}

  private static NatsCluster start() {
    try {
      return NatsCluster.start(Files.createTempDirectory("nats"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Names of their own. */
  static NatsFleet next() {
    NatsFleet nats = NatsFleet.on(CLUSTER.urls());
    Awaitility.await("a leader")
        .pollInSameThread()
        .atMost(START)
        .ignoreExceptions()
        .until(() -> canBeUsed(nats));
    return nats;
  }

  private static boolean canBeUsed(NatsFleet nats) {
    nats.open().close();
    return true;
  }
}

package io.fleetexecutor.jetstream;

import io.fleetexecutor.pool.Permits;
import io.fleetexecutor.testing.NatsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Names of their own on a nats-server. */
record NatsFleet(NatsSettings settings) {
  private static final ScheduledExecutorService TIMERS =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());

  private static final class Shared {
    static final NatsServer SERVER = start();

    private static NatsServer start() {
      try {
        return NatsServer.start(Files.createTempDirectory("nats"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** On the one server that tests share. */
  static NatsFleet next() {
    return on(Shared.SERVER.url());
  }

  /** With as many copies of everything as there are servers. */
  static NatsFleet on(String... urls) {
    return new NatsFleet(
        new NatsSettings(
            List.of(urls),
            null,
            null,
            "test-" + UUID.randomUUID(),
            urls.length,
            -1,
            Duration.ofSeconds(5),
            Duration.ofSeconds(3)));
  }

  /** The same, with this file. */
  NatsFleet withCredentials(Path file) {
    return new NatsFleet(
        new NatsSettings(
            settings.servers(),
            file,
            null,
            settings.prefix(),
            settings.copies(),
            settings.maxBytes(),
            settings.requestTimeout(),
            settings.lease()));
  }

  /** The same, with room for so much in each stream. */
  NatsFleet withMaxBytes(long bytes) {
    return new NatsFleet(
        new NatsSettings(
            settings.servers(),
            null,
            null,
            settings.prefix(),
            settings.copies(),
            bytes,
            settings.requestTimeout(),
            settings.lease()));
  }

  JetStreamLog open() {
    return JetStreamLog.open(settings, new Permits(4, 1), TIMERS);
  }

  LogStreams streams() {
    return LogStreams.open(NatsConnection.open(settings), settings);
  }
}

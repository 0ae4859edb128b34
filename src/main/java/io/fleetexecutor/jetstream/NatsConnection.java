package io.fleetexecutor.jetstream;

import io.nats.client.Connection;
import io.nats.client.ConnectionListener;
import io.nats.client.ErrorListener;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/** A connection that is made again whenever it breaks, and keeps nothing to send meanwhile. */
final class NatsConnection {
  private static final Logger LOG = Logger.getLogger(NatsConnection.class);
  private static final int FOR_EVER = -1;
  private static final Duration RECONNECT_PAUSE = Duration.ofMillis(500);
  private static final Pattern USER_INFO = Pattern.compile("//[^/@\\s]*@");

  private NatsConnection() {}

  /**
   * @throws UncheckedIOException where none of the servers answers
   */
  static Connection open(NatsSettings settings) {
    Options.Builder options =
        new Options.Builder()
            .servers(settings.servers().toArray(String[]::new))
            .connectionName("fleet-executor")
            .connectionTimeout(settings.requestTimeout())
            .maxReconnects(FOR_EVER)
            .reconnectWait(RECONNECT_PAUSE)
            .reconnectBufferSize(0)
            .errorListener(new ErrorListener() {})
            .connectionListener(NatsConnection::log);
    if (settings.credentials() != null) {
      options.authHandler(Nats.credentials(settings.credentials().toString()));
    }
    if (settings.tls() != null) {
      options.sslContext(settings.tls());
    }
    try {
      return Nats.connect(options.build());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "none of the NATS servers can be reached: "
              + USER_INFO.matcher(String.valueOf(e.getMessage())).replaceAll("//"),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void log(Connection connection, ConnectionListener.Events event) {
    LOG.infof("NATS: %s", event);
  }

  static void close(Connection connection) {
    try {
      connection.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

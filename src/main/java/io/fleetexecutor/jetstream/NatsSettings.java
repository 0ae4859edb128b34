package io.fleetexecutor.jetstream;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How NATS is reached and used.
 *
 * @param servers URLs, any of which may answer
 * @param credentials a file as {@code nsc} writes it; null: none
 * @param tls how servers are trusted, and who this process is to them; null: as their URLs say
 * @param prefix of the names of streams and subjects, so that several fleets may share a NATS
 * @param copies how many servers keep each record
 * @param maxBytes of all records together, after which new ones are refused; negative: no limit
 * @param requestTimeout how long an answer is waited for
 * @param lease how long a process may be silent before others go on with its executions
 */
public record NatsSettings(
    List<String> servers,
    @Nullable Path credentials,
    @Nullable SSLContext tls,
    String prefix,
    int copies,
    long maxBytes,
    Duration requestTimeout,
    Duration lease) {
  private static final int BEATS_IN_A_LEASE = 8;

  public NatsSettings {
    servers = List.copyOf(servers);
  }

  /** Between two signs of life of a process. */
  Duration beat() {
    return lease.dividedBy(BEATS_IN_A_LEASE);
  }

  /** How long the acknowledgement of one is waited for, so that another comes in time. */
  Duration beatTimeout() {
    return requestTimeout.compareTo(beat()) < 0 ? requestTimeout : beat();
  }
}

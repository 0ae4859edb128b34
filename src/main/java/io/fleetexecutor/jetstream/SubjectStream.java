package io.fleetexecutor.jetstream;

import io.fleetexecutor.log.LogException;
import io.nats.client.Connection;
import io.nats.client.FetchConsumeOptions;
import io.nats.client.FetchConsumer;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamOptions;
import io.nats.client.JetStreamStatusCheckedException;
import io.nats.client.Message;
import io.nats.client.OrderedConsumerContext;
import io.nats.client.PublishOptions;
import io.nats.client.PurgeOptions;
import io.nats.client.api.DiscardPolicy;
import io.nats.client.api.MessageInfo;
import io.nats.client.api.OrderedConsumerConfiguration;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.impl.Headers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One stream of NATS, by subject. Calls block, for virtual threads. What cannot be done for want of
 * room is {@link LogException.Full}; what may be done later, {@link UncheckedIOException}.
 */
final class SubjectStream {
  private static final int NO_MESSAGE = 10037;
  private static final int FETCHED_AT_ONCE = 500;
  // Room for the headers of a message, and for what a server counts beside its body.
  private static final int HEADER_BYTES = 16 << 10;
  // Also the one of servers from 2.11 on.
  private static final Set<Integer> WRONG_LAST_SEQUENCE = Set.of(10071, 10164);
  // Store failed, resources exceeded, insufficient resources, memory exceeded, message too large.
  private static final Set<Integer> NO_ROOM = Set.of(10077, 10047, 10023, 10028, 10054);

  private final Connection connection;
  private final String name;
  private final JetStreamOptions options;

  private SubjectStream(Connection connection, String name, Duration timeout) {
    this.connection = connection;
    this.name = name;
    this.options = JetStreamOptions.builder().requestTimeout(timeout).build();
  }

  /**
   * Makes the stream where there is none.
   *
   * @param perSubject how many messages of one subject are kept, the newest; negative: all
   */
  static SubjectStream open(
      Connection connection, String name, String subjects, NatsSettings settings, int perSubject) {
    var stream = new SubjectStream(connection, name, settings.requestTimeout());
    StreamConfiguration configuration =
        StreamConfiguration.builder()
            .name(name)
            .subjects(subjects)
            .storageType(StorageType.File)
            .replicas(settings.copies())
            .maxBytes(settings.maxBytes())
            .maxMessagesPerSubject(perSubject)
            .discardPolicy(DiscardPolicy.New)
            // Any copy answers directly, but only the leader's is sure to have what was
            // acknowledged.
            .allowDirect(settings.copies() == 1)
            .build();
    stream.run(
        () -> {
          try {
            return connection.jetStreamManagement(stream.options).getStreamInfo(name);
          } catch (JetStreamApiException e) {
            return connection.jetStreamManagement(stream.options).addStream(configuration);
          }
        });
    return stream;
  }

  /** The same, which waits no longer than this for an answer. */
  SubjectStream within(Duration timeout) {
    return new SubjectStream(connection, name, timeout);
  }

  /**
   * Appends a message, and gives its sequence.
   *
   * @param expected the sequence of the last message of the subject; 0: it has none
   */
  long publish(String subject, Headers headers, byte[] body, long expected)
      throws OutOfSequenceException {
    requireFits(body);
    PublishOptions expectation =
        PublishOptions.builder().expectedStream(name).expectedLastSubjectSequence(expected).build();
    try {
      return connection.jetStream(options).publish(subject, headers, body, expectation).getSeqno();
    } catch (JetStreamApiException e) {
      if (WRONG_LAST_SEQUENCE.contains(e.getApiErrorCode())) {
        throw new OutOfSequenceException(subject);
      }
      throw failure(e);
    } catch (IOException | RuntimeException e) {
      throw failure(e);
    }
  }

  private void requireFits(byte[] body) {
    int most = maxBytes();
    if (body.length > most) {
      throw new LogException.Full(
          "%d bytes do not fit a message of NATS, which may have %d (max_payload less headers)"
              .formatted(body.length, most));
    }
  }

  /** The most bytes that a message may have. */
  int maxBytes() {
    return Math.toIntExact(connection.getMaxPayload()) - HEADER_BYTES;
  }

  /** Null where there is none. */
  @Nullable StoredMessage last(String subject) {
    return find(() -> connection.jetStreamManagement(options).getLastMessage(name, subject));
  }

  /** The first one from a sequence of the stream on; null where there is none. */
  @Nullable StoredMessage next(String subject, long from) {
    return find(() -> connection.jetStreamManagement(options).getNextMessage(name, from, subject));
  }

  private @Nullable StoredMessage find(Call<MessageInfo> call) {
    MessageInfo found = run(() -> orNull(call));
    return found == null ? null : message(found.getSeq(), found.getHeaders(), found.getData());
  }

  private static @Nullable MessageInfo orNull(Call<MessageInfo> call)
      throws IOException,
          InterruptedException,
          JetStreamApiException,
          JetStreamStatusCheckedException {
    try {
      return call.run();
    } catch (JetStreamApiException e) {
      if (e.getApiErrorCode() == NO_MESSAGE) {
        return null;
      }
      throw e;
    }
  }

  private static StoredMessage message(
      long sequence, @Nullable Headers headers, byte @Nullable [] body) {
    return new StoredMessage(
        sequence, headers == null ? new Headers() : headers, body == null ? new byte[0] : body);
  }

  /** The last of each subject. One that is replaced meanwhile is there all the same. */
  List<StoredMessage> all(String subjects) {
    StoredMessage last = last(subjects);
    return last == null
        ? List.of()
        : List.copyOf(run(() -> fetch(subjects, last.sequence())).values());
  }

  private Map<String, StoredMessage> fetch(String subjects, long last)
      throws IOException,
          InterruptedException,
          JetStreamApiException,
          JetStreamStatusCheckedException {
    OrderedConsumerContext consumer =
        connection
            .getStreamContext(name, options)
            .createOrderedConsumer(new OrderedConsumerConfiguration().filterSubject(subjects));
    Map<String, StoredMessage> found = new HashMap<>();
    long sequence = 0;
    while (true) {
      FetchConsumeOptions most =
          FetchConsumeOptions.builder().maxMessages(FETCHED_AT_ONCE).expiresIn(5_000).build();
      try (FetchConsumer fetch = consumer.fetch(most)) {
        Message message = fetch.nextMessage();
        if (message == null && sequence >= last) {
          return found;
        }
        if (message == null) {
          throw new IOException("stream %s does not give its messages".formatted(name));
        }
        for (; message != null; message = fetch.nextMessage()) {
          sequence = message.metaData().streamSequence();
          found.put(
              message.getSubject(), message(sequence, message.getHeaders(), message.getData()));
          // What is replaced while this reads moves to the end, so that the one that was last at
          // first need not be it.
          if (message.metaData().pendingCount() == 0) {
            return found;
          }
        }
      } catch (IOException | InterruptedException e) {
        throw e;
      } catch (Exception e) {
        throw new IOException(e);
      }
    }
  }

  /** Removes all messages of a subject. */
  void purge(String subject) {
    run(
        () ->
            connection
                .jetStreamManagement(options)
                .purgeStream(name, PurgeOptions.subject(subject)));
  }

  /** Removes those before a sequence. */
  void purgeBefore(String subject, long sequence) {
    run(
        () ->
            connection
                .jetStreamManagement()
                .purgeStream(
                    name, PurgeOptions.builder().subject(subject).sequence(sequence).build()));
  }

  private interface Call<T extends @Nullable Object> {
    T run()
        throws IOException,
            InterruptedException,
            JetStreamApiException,
            JetStreamStatusCheckedException;
  }

  private <T extends @Nullable Object> T run(Call<T> call) {
    try {
      return call.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure(e);
    } catch (IOException
        | JetStreamApiException
        | JetStreamStatusCheckedException
        | RuntimeException e) {
      throw failure(e);
    }
  }

  private RuntimeException failure(Exception e) {
    if (e instanceof LogException known) {
      return known;
    }
    if (e instanceof JetStreamApiException api && NO_ROOM.contains(api.getApiErrorCode())) {
      return new LogException.Full(
          "NATS has no room for more in stream %s: %s".formatted(name, api.getErrorDescription()),
          api);
    }
    return new UncheckedIOException(
        "NATS does not answer: " + e.getMessage(),
        e instanceof IOException io ? io : new IOException(e));
  }
}

package io.fleetexecutor.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nats.client.Connection;
import io.nats.client.JetStream;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.PublishOptions;
import io.nats.client.PullSubscribeOptions;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.PublishAck;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What jnats does alone with a stream of tasks: fetches as many as may be under way, claims each by
 * the first message of a subject of its own, writes a result in the same way, and acknowledges.
 */
final class BareJetStream {
  private final String url;
  private final String prefix;

  BareJetStream(String url, String prefix) {
    this.url = url;
    this.prefix = prefix;
  }

  /** Tasks a second, with so many under way. */
  double rate(int tasks, int window) throws Exception {
    try (Connection connection = Nats.connect(url)) {
      for (String kind : List.of("task", "claim", "result")) {
        connection
            .jetStreamManagement()
            .addStream(
                StreamConfiguration.builder()
                    .name(prefix + "-" + kind)
                    .subjects(prefix + "." + kind + ".*")
                    .storageType(StorageType.File)
                    .build());
      }
      JetStream stream = connection.jetStream();
      List<CompletableFuture<PublishAck>> published = new ArrayList<>();
      for (int i = 0; i < tasks; i++) {
        published.add(stream.publishAsync(subject("task", i), bytes(i)));
      }
      await(published);
      var consumer =
          ConsumerConfiguration.builder()
              .durable("bench")
              .ackPolicy(AckPolicy.Explicit)
              .maxAckPending(window)
              .build();
      JetStreamSubscription subscription =
          stream.subscribe(
              prefix + ".task.*", PullSubscribeOptions.builder().configuration(consumer).build());
      long start = System.nanoTime();
      for (int done = 0; done < tasks; ) {
        List<Message> fetched = subscription.fetch(window, Duration.ofSeconds(5));
        write(stream, "claim", fetched);
        write(stream, "result", fetched);
        fetched.forEach(Message::ack);
        done += fetched.size();
      }
      connection.flush(Duration.ofSeconds(5));
      return tasks / ((System.nanoTime() - start) / 1e9);
    }
  }

  private void write(JetStream stream, String kind, List<Message> tasks) {
    PublishOptions first = PublishOptions.builder().expectedLastSubjectSequence(0).build();
    await(
        tasks.stream()
            .map(
                task ->
                    stream.publishAsync(
                        subject(kind, Integer.parseInt(new String(task.getData(), UTF_8))),
                        task.getData(),
                        first))
            .toList());
  }

  private String subject(String kind, int task) {
    return prefix + "." + kind + "." + task;
  }

  private static byte[] bytes(int task) {
    return Integer.toString(task).getBytes(UTF_8);
  }

  private static void await(List<CompletableFuture<PublishAck>> published) {
    CompletableFuture.allOf(published.toArray(CompletableFuture[]::new)).join();
  }
}

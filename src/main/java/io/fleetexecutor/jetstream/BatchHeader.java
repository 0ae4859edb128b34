package io.fleetexecutor.jetstream;

import io.fleetexecutor.log.Codes;
import io.fleetexecutor.log.LogCounts;
import io.fleetexecutor.log.RecordLabel;
import io.fleetexecutor.log.RecordType;
import io.fleetexecutor.model.ClusterState;
import io.nats.client.impl.Headers;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the headers of a message tell of the batch of records that is in it, and of all before.
 *
 * @param writer who wrote it
 * @param first the position of its first record
 * @param count of its records
 * @param part of how many messages this is, from 1: a batch may be larger than a message
 * @param before how many clusters had started and ended before it
 * @param bytesBefore of the payloads before it
 */
record BatchHeader(
    String writer, long first, int count, int part, int parts, LogCounts before, long bytesBefore) {
  private static final String FORMAT = "1";

  static BatchHeader of(StoredMessage message) {
    String format = message.header("Fleet-Format");
    if (!format.equals(FORMAT)) {
      throw new IllegalArgumentException("its format %s is unknown".formatted(format));
    }
    return new BatchHeader(
        message.header("Fleet-Writer"),
        Long.parseLong(message.header("Fleet-First")),
        Integer.parseInt(message.header("Fleet-Count")),
        Integer.parseInt(message.header("Fleet-Part")),
        Integer.parseInt(message.header("Fleet-Parts")),
        counts(message.header("Fleet-Counts")),
        Long.parseLong(message.header("Fleet-Bytes")));
  }

  Headers headers() {
    return new Headers()
        .put("Fleet-Format", FORMAT)
        .put("Fleet-Writer", writer)
        .put("Fleet-First", Long.toString(first))
        .put("Fleet-Count", Integer.toString(count))
        .put("Fleet-Part", Integer.toString(part))
        .put("Fleet-Parts", Integer.toString(parts))
        .put("Fleet-Counts", text(before))
        .put("Fleet-Bytes", Long.toString(bytesBefore));
  }

  BatchHeader part(int number) {
    return new BatchHeader(writer, first, count, number, parts, before, bytesBefore);
  }

  /** Whether both are parts of the same batch. */
  boolean isOf(BatchHeader other) {
    return writer.equals(other.writer) && first == other.first && count == other.count;
  }

  /** Whether it holds nothing but keeps out what earlier writers have sent. */
  boolean isFence() {
    return count == 0;
  }

  boolean isComplete() {
    return part == parts;
  }

  /** The position of the last record that is complete with this message. */
  long newest() {
    return isComplete() ? first + count - 1 : first - 1;
  }

  /** The same, and these. */
  static LogCounts add(LogCounts before, List<RecordLabel> labels) {
    int started = before.started();
    Map<ClusterState, Integer> finished = new EnumMap<>(ClusterState.class);
    finished.putAll(before.finished());
    for (RecordLabel label : labels) {
      if (label.type() == RecordType.CLUSTER_STARTED) {
        started++;
      } else if (label.type() == RecordType.CLUSTER_FINISHED) {
        finished.merge(Objects.requireNonNull(label.clusterState()), 1, Integer::sum);
      }
    }
    return new LogCounts(started, finished);
  }

  private static String text(LogCounts counts) {
    return counts.finished().entrySet().stream()
        .map(state -> ";%d=%d".formatted(Codes.of(state.getKey()), state.getValue()))
        .collect(Collectors.joining("", Integer.toString(counts.started()), ""));
  }

  private static LogCounts counts(String text) {
    String[] parts = text.split(";");
    Map<ClusterState, Integer> finished =
        Stream.of(parts)
            .skip(1)
            .map(part -> part.split("="))
            .collect(
                Collectors.toMap(
                    pair -> Codes.state(Integer.parseInt(pair[0])),
                    pair -> Integer.parseInt(pair[1])));
    return new LogCounts(Integer.parseInt(parts[0]), finished);
  }
}

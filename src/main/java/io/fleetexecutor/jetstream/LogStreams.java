package io.fleetexecutor.jetstream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nats.client.Connection;

/** All that logs are made of. */
record LogStreams(
    Connection connection,
    Subjects subjects,
    SubjectStream log,
    Catalog catalog,
    Batches batches,
    LogReader reader,
    SubjectStream running,
    SubjectStream replicas) {
  private static final int ALL = -1;
  private static final int THE_LAST = 1;

  /** Makes the streams where there are none. */
  static LogStreams open(Connection connection, NatsSettings settings) {
    var subjects = new Subjects(settings.prefix());
    SubjectStream log =
        SubjectStream.open(connection, subjects.logStream(), subjects.logs(), settings, ALL);
    var catalog =
        new Catalog(
            SubjectStream.open(
                connection, subjects.catalogStream(), subjects.catalog(), settings, THE_LAST),
            SubjectStream.open(
                connection, subjects.requestStream(), subjects.requests(), settings, THE_LAST),
            subjects);
    var batches = new Batches(log, subjects);
    return new LogStreams(
        connection,
        subjects,
        log,
        catalog,
        batches,
        new LogReader(batches, catalog),
        SubjectStream.open(
            connection, subjects.runningStream(), subjects.allRunning(), settings, THE_LAST),
        SubjectStream.open(
            connection, subjects.replicaStream(), subjects.replicas(), settings, THE_LAST));
  }

  /** Wakes those who wait for more of this execution, wherever they are. */
  void tell(String executionId) {
    connection.publish(subjects.told(executionId), "more".getBytes(UTF_8));
  }
}

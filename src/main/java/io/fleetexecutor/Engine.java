package io.fleetexecutor;

/** Where executions are kept, and who shares them. */
enum Engine {
  /** In the data directory of one process. */
  EMBEDDED,
  /** In NATS JetStream, for any number of processes. */
  JETSTREAM
}

package io.fleetexecutor;

import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.OptionalLong;

/** How much callers may ask for. */
interface LimitSettings {

  /** Of one caller, and after a pause as many at once; 0: no limit. */
  @WithDefault("1000")
  int requestsPerSecond();

  /** Of one connection over HTTP/2, and after a pause as many at once; 0: no limit. */
  @WithDefault("10000")
  int controlFramesPerSecond();

  /** Of one caller, open at once; 0: no limit. */
  @WithDefault("1000")
  int streams();

  /** Of one caller, that have not ended on this replica; 0: no limit. */
  @WithDefault("1000")
  int executions();

  /** Of all callers together, that are not over yet. */
  @WithDefault("4000")
  int openRequests();

  /** The most that an execution may have; 0: no limit. */
  @WithDefault("0")
  int clustersPerExecution();

  /** Of all requests at once that are not small; unset: an eighth of the heap. */
  OptionalLong requestBytes();

  /** How long a request may take to arrive as a whole. */
  @WithDefault("30s")
  Duration requestTimeout();
}

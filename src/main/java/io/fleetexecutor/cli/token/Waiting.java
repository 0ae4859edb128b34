package io.fleetexecutor.cli.token;

import java.time.Duration;

/** How time passes. */
@FunctionalInterface
public interface Waiting {
  void sleep(Duration time) throws InterruptedException;
}

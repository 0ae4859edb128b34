package io.fleetexecutor.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long things may take; what is null is filled in when it is planned. */
public record TimeoutPolicy(
    @Nullable Duration attempt, @Nullable Duration cluster, @Nullable Duration execution) {

  public static final TimeoutPolicy DEFAULT = new TimeoutPolicy(null, null, null);
}

package io.fleetexecutor.execution;

import io.fleetexecutor.limit.Places.Place;
import org.jspecify.annotations.Nullable;

/** That this process is to run an execution, which takes one of its caller's places until then. */
final class Charge {
  private @Nullable Place place;
  private boolean over;

  /** The place that it takes, unless it has one already. */
  synchronized void take(Place taken) {
    if (over || place != null) {
      taken.giveBack();
    } else {
      place = taken;
    }
  }

  synchronized void end() {
    over = true;
    if (place != null) {
      place.giveBack();
    }
  }
}

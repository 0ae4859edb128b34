package io.fleetexecutor.execution;

import io.fleetexecutor.limit.CallerKey;
import io.fleetexecutor.limit.Places;
import io.fleetexecutor.model.Caller;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The executions that this process is to run, by id; each has another charge once it was let go and
 * taken again.
 */
final class Charges {
  private final Map<String, Charge> charges = new ConcurrentHashMap<>();
  private final Places places;

  Charges(Places places) {
    this.places = places;
  }

  Charge begin(String executionId) {
    var charge = new Charge();
    end(charges.put(executionId, charge));
    return charge;
  }

  /** What was left has to go on, however much its caller has. */
  void takeInAnyCase(Charge charge, Caller caller) {
    charge.take(places.takeInAnyCase(CallerKey.of(caller, "")));
  }

  boolean isCurrent(String executionId, Charge charge) {
    return charges.get(executionId) == charge;
  }

  void end(String executionId) {
    end(charges.remove(executionId));
  }

  /** Ends this one; another one of the same execution goes on. */
  void end(String executionId, Charge charge) {
    if (charges.remove(executionId, charge)) {
      charge.end();
    }
  }

  private static void end(@Nullable Charge charge) {
    if (charge != null) {
      charge.end();
    }
  }
}

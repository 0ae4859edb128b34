package io.fleetexecutor.inventory.management;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import java.util.Optional;
import java.util.function.Function;

/**
 * The objects of a collection in a management cluster, now and whenever that changes, each time
 * whole. While they cannot be followed, a warning says so beside what they were last.
 *
 * <p>In memory are what is kept of at most 20,000 objects, twice while they are listed, and one
 * object as it arrives, which has at most 8 MB. Whoever takes snapshots slowly gets the latest.
 *
 * @param keep what is kept of an object, which may be nothing; called on an event loop
 */
public record ManagementObjects<T>(
    ManagementCluster cluster, ObjectQuery query, Function<JsonNode, Optional<T>> keep) {

  private static final int MOST = 20_000;

  public Multi<Snapshot<T>> snapshots() {
    return Multi.createFrom()
        .emitter(
            emitter -> {
              var table = new ObjectTable<T>(cluster, query.resource(), emitter::emit);
              var following = new Following<>(cluster, query, keep, MOST, table).start();
              emitter.onTermination(following::cancel);
            },
            BackPressureStrategy.LATEST);
  }
}

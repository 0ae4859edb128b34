package io.fleetexecutor.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.cluster.ClusterTarget;
import io.fleetexecutor.inventory.management.ObjectKey;
import io.fleetexecutor.inventory.management.Snapshot;
import io.fleetexecutor.model.Cluster;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ManagedInventoryTest {
  @Test
  void ofManySuchNamesTheFirstAreTold() {
    var objects = new TreeMap<ObjectKey, ClusterTarget>();
    for (int i = 0; i < 1_000; i++) {
      objects.put(new ObjectKey("a", "c" + i), target("c" + i));
      objects.put(new ObjectKey("b", "c" + i), target("c" + i));
    }

    List<String> warnings =
        ManagedInventory.of(new Snapshot<>(objects, List.of()), List.of()).warnings();

    assertThat(warnings).hasSize(21).last().isEqualTo("980 more names are there more than once");
  }

  @Test
  void ofTwoClustersWithOneNameTheFirstByNamespaceCounts() {
    var objects = new TreeMap<ObjectKey, ClusterTarget>();
    objects.put(new ObjectKey("b", "1"), target("east"));
    objects.put(new ObjectKey("a", "2"), target("east"));
    objects.put(new ObjectKey("c", "3"), target("west"));

    Inventory inventory =
        ManagedInventory.of(new Snapshot<>(objects, List.of("late")), List.of("more"));

    assertThat(inventory.targets())
        .extracting(target -> target.cluster().name())
        .containsExactly("east", "west");
    assertThat(inventory.targets().getFirst()).isSameAs(objects.get(new ObjectKey("a", "2")));
    assertThat(inventory.warnings())
        .containsExactly(
            "late",
            "more",
            "more than one cluster of test is named \"east\"; that of a/2 counts, that of b/1 does not");
  }

  private static ClusterTarget target(String name) {
    return new ClusterTarget(new Cluster(name, name, Map.of(), "test", "default", null), null);
  }
}

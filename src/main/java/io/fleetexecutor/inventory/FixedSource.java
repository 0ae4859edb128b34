package io.fleetexecutor.inventory;

import io.smallrye.mutiny.Multi;

/** Clusters that stay as they are, for example simulated ones. */
public record FixedSource(Inventory inventory) implements InventorySource {
  @Override
  public Multi<Inventory> inventories() {
    return Multi.createFrom().item(inventory);
  }
}

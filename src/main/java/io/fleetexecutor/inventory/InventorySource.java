package io.fleetexecutor.inventory;

import io.smallrye.mutiny.Multi;

/** Port: where clusters come from. */
public interface InventorySource {

  /**
   * What it has, now and whenever that changes, each time whole. What breaks is a warning beside
   * the last good state, and never a failure.
   */
  Multi<Inventory> inventories();
}

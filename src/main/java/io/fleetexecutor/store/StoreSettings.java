package io.fleetexecutor.store;

/**
 * How the embedded log works.
 *
 * @param readers threads that read; at least 1
 * @param minFreeBytes no execution starts with less room than this on the disk; 0: no limit
 */
public record StoreSettings(int readers, long minFreeBytes) {

  public StoreSettings {
    if (readers < 1) {
      throw new IllegalArgumentException("readers is %d; use 1 or more".formatted(readers));
    }
    if (minFreeBytes < 0) {
      throw new IllegalArgumentException(
          "fleet.min-free-bytes is %d; use 0 (no limit) or more".formatted(minFreeBytes));
    }
  }
}

package io.fleetexecutor.rollout;

/**
 * How many clusters may run at once: one at first, one more with each that succeeds, half as many
 * with each attempt that fails. In whole rounds that is 1, 2, 4, …
 */
final class SlowStart {
  private final boolean enabled;
  private final int max;
  private int window;

  /**
   * @param enabled else it is the maximum, always
   */
  SlowStart(boolean enabled, int max) {
    this.enabled = enabled;
    this.max = max;
    this.window = enabled ? 1 : max;
  }

  void succeeded() {
    window = Math.min(max, window + 1);
  }

  void failed() {
    if (enabled) {
      window = Math.max(1, window / 2);
    }
  }

  int window() {
    return window;
  }
}

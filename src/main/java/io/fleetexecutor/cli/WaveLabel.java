package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ExecutionSpec;
import io.fleetexecutor.v1.Wave;
import java.util.List;

/** What tells more of a wave than its number: the name that it was given, or else its members. */
final class WaveLabel {

  private WaveLabel() {}

  /**
   * Empty where there is only a number.
   *
   * @param index of the wave, from 0
   * @param displayName as the service has it
   */
  static String of(ExecutionSpec spec, int index, String displayName) {
    // The name that the service gives a wave without one.
    if (!displayName.equals("wave " + (index + 1))) {
      return displayName;
    }
    List<Wave> waves = spec.getRolloutPolicy().getWavesList();
    return index < waves.size() ? members(waves.get(index)) : "";
  }

  private static String members(Wave wave) {
    return wave.getSize().hasPercent()
        ? wave.getSize().getPercent() + "%"
        : wave.getLabelSelector();
  }
}

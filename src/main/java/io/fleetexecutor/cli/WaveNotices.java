package io.fleetexecutor.cli;

import io.fleetexecutor.v1.Execution;
import io.fleetexecutor.v1.ExecutionSpec;
import io.fleetexecutor.v1.WaveStarted;

/** A line on standard error for each wave that starts: "wave 2/3 (10%): 100 clusters". */
final class WaveNotices implements ExecutionListener {
  private final Screen screen;
  private final ExecutionSpec spec;
  private int waves;

  WaveNotices(Screen screen, ExecutionSpec spec) {
    this.screen = screen;
    this.spec = spec;
  }

  @Override
  public void accepted(Execution execution) {
    waves = execution.getPlan().getWavesCount();
  }

  @Override
  public void waveStarted(WaveStarted wave) {
    String label = WaveLabel.of(spec, wave.getWaveIndex(), wave.getDisplayName());
    screen.notice(
        Printable.of(
            "wave %d%s%s: %s"
                .formatted(
                    wave.getWaveIndex() + 1,
                    // A stream that is joined later does not tell how many there are.
                    waves == 0 ? "" : "/" + waves,
                    label.isEmpty() ? "" : " (" + label + ")",
                    ClusterCountText.of(wave.getClusterCount()))));
  }
}

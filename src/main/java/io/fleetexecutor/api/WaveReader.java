package io.fleetexecutor.api;

import io.fleetexecutor.label.LabelSelector;
import io.fleetexecutor.model.CountOrPercent;
import io.fleetexecutor.model.WavePolicy;
import io.fleetexecutor.model.WavePolicy.Members;
import io.fleetexecutor.v1.Wave;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Reads waves; whether they fit the fleet is for the planner to say. */
record WaveReader(Violations violations, CountReader counts) {
  private static final int MOST_WAVES = 100;
  private static final Members ONE = new Members.Size(new CountOrPercent.Count(1));

  List<WavePolicy> read(List<Wave> protos, String path) {
    if (protos.size() > MOST_WAVES) {
      violations.add(
          path, "has %,d waves, at most %d are allowed".formatted(protos.size(), MOST_WAVES));
      return List.of();
    }
    List<WavePolicy> waves = new ArrayList<>();
    for (Wave proto : protos) {
      waves.add(read(proto, "%s[%d]".formatted(path, waves.size())));
    }
    return waves;
  }

  private WavePolicy read(Wave proto, String path) {
    violations.atMost(proto.getDisplayName(), 256, path + ".display_name");
    Duration soak =
        proto.hasSoakDuration()
            ? violations.notNegative(proto.getSoakDuration(), path + ".soak_duration")
            : Duration.ZERO;
    return new WavePolicy(
        proto.getDisplayName(),
        members(proto, path),
        Objects.requireNonNullElse(soak, Duration.ZERO),
        proto.getApprovalRequired());
  }

  private Members members(Wave proto, String path) {
    return switch (proto.getMembersCase()) {
      case SIZE -> size(proto, path + ".size");
      case LABEL_SELECTOR -> labelled(proto.getLabelSelector(), path + ".label_selector");
      case MEMBERS_NOT_SET -> {
        violations.add(path, "needs one of size, label_selector");
        yield ONE;
      }
    };
  }

  private Members size(Wave proto, String path) {
    CountOrPercent size = counts.read(proto.getSize(), path, 1);
    if (size instanceof CountOrPercent.Percent percent && percent.value() == 0) {
      violations.add(path + ".percent", "is 0, a wave must take at least one cluster");
    }
    return size == null ? ONE : new Members.Size(size);
  }

  private Members labelled(String selector, String field) {
    LabelSelector labels = SelectorReader.labels(selector, field, violations);
    violations.check(
        labels == null || !labels.isEmpty(),
        field,
        "is empty, must name labels, as in tier=canary");
    return new Members.Labelled(selector);
  }
}

package io.fleetexecutor.api;

import io.fleetexecutor.model.CountOrPercent;
import org.jspecify.annotations.Nullable;

/** Reads numbers of clusters. */
record CountReader(Violations violations) {

  /** Null where it is not in range; that is noted. */
  @Nullable CountOrPercent read(io.fleetexecutor.v1.CountOrPercent proto, String path, int least) {
    return switch (proto.getValueCase()) {
      case COUNT -> {
        violations.check(
            proto.getCount() >= least,
            path + ".count",
            "is %d, must be at least %d".formatted(proto.getCount(), least));
        yield new CountOrPercent.Count(proto.getCount());
      }
      case PERCENT -> {
        violations.check(
            proto.getPercent() >= 0 && proto.getPercent() <= 100,
            path + ".percent",
            "is %d, must be between 0 and 100".formatted(proto.getPercent()));
        yield new CountOrPercent.Percent(proto.getPercent());
      }
      case VALUE_NOT_SET -> {
        violations.add(path, "needs one of count, percent");
        yield null;
      }
    };
  }
}

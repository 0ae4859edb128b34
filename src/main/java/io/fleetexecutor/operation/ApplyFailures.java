package io.fleetexecutor.operation;

import io.fleetexecutor.cluster.ClusterFailure;
import io.fleetexecutor.model.ClusterError;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.Manifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What could not be applied; tells the first few, and counts all. */
final class ApplyFailures {
  private static final int MOST_TOLD = 5;

  private final List<String> told = new ArrayList<>();
  private @Nullable ClusterFailure first;
  private int count;

  /**
   * Unlike trouble with the cluster, after which no other object would fare better. Of one object
   * is a 500, too: it is the answer to a field of a wrong type, and where a webhook fails.
   */
  static boolean isOfOneObject(Throwable failure) {
    return failure instanceof ClusterFailure known
        && (known.hasHttpStatus(500)
            || known.isRefusal() && !known.hasHttpStatus(401) && !known.hasHttpStatus(429)
            || known.error().reason().equals("KIND_NOT_FOUND"));
  }

  void add(Manifest manifest, ClusterFailure failure) {
    if (first == null) {
      first = failure;
    }
    if (told.size() < MOST_TOLD) {
      told.add(about(manifest, failure.error().message()));
    }
    count++;
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** All of them as one, with the state, the code and the wait of the first. */
  ClusterFailure all() {
    ClusterFailure failure = first;
    if (failure == null) {
      throw new IllegalStateException("nothing failed");
    }
    ClusterError error = failure.error();
    String more = count > told.size() ? "; and %d more".formatted(count - told.size()) : "";
    return new ClusterFailure(
        failure.state() == ClusterState.DENIED ? ClusterState.DENIED : ClusterState.FAILED,
        new ClusterError(
            error.code(),
            error.reason(),
            String.join("; ", told) + more,
            error.httpStatus(),
            error.retryAfter()));
  }

  private static String about(Manifest manifest, String message) {
    return message.contains('"' + manifest.name() + '"')
        ? message
        : "%s %s: %s".formatted(manifest.kind().toLowerCase(Locale.ROOT), manifest.name(), message);
  }
}

package io.fleetexecutor.inventory.management;

import io.fleetexecutor.cluster.ClusterFailure;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Why a collection cannot be followed.
 *
 * @param watching whether it is the watch that fails, while a list may succeed
 */
record Trouble(Instant since, boolean watching, Throwable failure) {

  /**
   * @param known whether the objects were read before
   */
  String text(String cluster, String resource, boolean known) {
    Instant start = since.truncatedTo(ChronoUnit.SECONDS);
    if (failure instanceof ClusterFailure answer && answer.hasHttpStatus(404)) {
      return "management cluster \"%s\" knows no %s since %s; they are looked for again%s"
          .formatted(cluster, resource, start, known ? "; its clusters are as they were then" : "");
    }
    return "management cluster \"%s\" cannot be watched for %s since %s: %s; %s"
        .formatted(
            cluster,
            resource,
            start,
            problem(),
            known ? "its clusters are as they were then" : "none of its clusters is known yet");
  }

  /** What they are read from are Secrets, too. */
  private @Nullable String problem() {
    return failure instanceof ClusterFailure answer
        ? answer.withoutQuotation().getMessage()
        : failure.getMessage();
  }
}

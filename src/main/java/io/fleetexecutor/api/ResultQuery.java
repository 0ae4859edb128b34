package io.fleetexecutor.api;

import io.fleetexecutor.log.LogPage;
import io.fleetexecutor.log.LogRecord;
import io.fleetexecutor.log.PageLimit;
import io.fleetexecutor.log.RecordLabel;
import io.fleetexecutor.v1.ListClusterResultsRequest;
import io.fleetexecutor.v1.ListClusterResultsResponse;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * Which results of an execution are asked for.
 *
 * @param after the position of the last one of the page before
 */
record ResultQuery(
    String executionId,
    long after,
    PageLimit limit,
    String filterText,
    Predicate<RecordLabel> filter) {
  // With its frame below the 4 MiB that most clients take.
  static final int PAGE_BYTES = 3 << 20;

  static ResultQuery read(ListClusterResultsRequest request, Violations violations) {
    Long after =
        PageToken.read(request.getPageToken(), request.getFilter(), ResultQuery::place, violations);
    return new ResultQuery(
        Names.executionId(request.getParent(), "parent", violations),
        Objects.requireNonNullElse(after, 0L),
        new PageLimit(PageSize.read(request.getPageSize(), violations), PAGE_BYTES),
        request.getFilter(),
        Filters.results(request.getFilter(), violations));
  }

  private static Long place(String text) {
    long place = Long.parseLong(text);
    if (place < 0 || place == Long.MAX_VALUE) {
      throw new IllegalArgumentException("no result is there: " + place);
    }
    return place;
  }

  ListClusterResultsResponse page(LogPage found, Audience audience) {
    var response = ListClusterResultsResponse.newBuilder();
    for (LogRecord record : found.records()) {
      response.addClusterResults(
          audience.told(
              StreamWriter.parse(executionId, record)
                  .getClusterFinishedBuilder()
                  .getResultBuilder()));
    }
    if (!found.last()) {
      response.setNextPageToken(
          PageToken.of(Long.toString(found.records().getLast().position()), filterText));
    }
    return response.build();
  }
}

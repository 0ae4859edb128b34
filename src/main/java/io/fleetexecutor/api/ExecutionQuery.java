package io.fleetexecutor.api;

import io.fleetexecutor.log.EntryKey;
import io.fleetexecutor.model.Execution;
import io.fleetexecutor.v1.ListExecutionsRequest;
import io.fleetexecutor.v1.ListExecutionsResponse;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which executions are asked for.
 *
 * @param after the last one of the page before
 */
record ExecutionQuery(
    @Nullable EntryKey after, int pageSize, String filterText, Predicate<Execution> filter) {

  static ExecutionQuery read(ListExecutionsRequest request, Violations violations) {
    return new ExecutionQuery(
        PageToken.read(
            request.getPageToken(), request.getFilter(), ExecutionQuery::key, violations),
        PageSize.read(request.getPageSize(), violations),
        request.getFilter(),
        Filters.executions(request.getFilter(), violations));
  }

  /** One more than a page: that there is one tells that the page is not the last. */
  int limit() {
    return pageSize + 1;
  }

  ListExecutionsResponse page(List<Execution> found) {
    List<Execution> page = found.subList(0, Math.min(pageSize, found.size()));
    var response = ListExecutionsResponse.newBuilder();
    page.forEach(execution -> response.addExecutions(ExecutionWriter.execution(execution)));
    if (found.size() > page.size()) {
      response.setNextPageToken(PageToken.of(key(page.getLast()), filterText));
    }
    return response.build();
  }

  private static String key(Execution execution) {
    return execution.createTime() + " " + execution.id();
  }

  private static EntryKey key(String text) {
    String[] parts = text.split(" ", 2);
    return new EntryKey(Instant.parse(parts[0]), parts[1]);
  }
}

package io.fleetexecutor.api;

import io.fleetexecutor.access.Grants;
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
  // As of a page of results.
  private static final int PAGE_BYTES = ResultQuery.PAGE_BYTES;

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

  ListExecutionsResponse page(List<Execution> found, Grants grants) {
    var response = ListExecutionsResponse.newBuilder();
    int count = 0;
    int bytes = 0;
    for (Execution execution : found.subList(0, Math.min(pageSize, found.size()))) {
      var message = Audience.of(grants, execution).told(execution);
      bytes += message.getSerializedSize();
      if (count > 0 && bytes > PAGE_BYTES) {
        break;
      }
      response.addExecutions(message);
      count++;
    }
    if (found.size() > count) {
      response.setNextPageToken(PageToken.of(text(key(found.get(count - 1))), filterText));
    }
    return response.build();
  }

  static EntryKey key(Execution execution) {
    return new EntryKey(execution.createTime(), execution.id());
  }

  private static String text(EntryKey key) {
    return key.createTime() + " " + key.id();
  }

  private static EntryKey key(String text) {
    String[] parts = text.split(" ", 2);
    return new EntryKey(Instant.parse(parts[0]), parts[1]);
  }
}

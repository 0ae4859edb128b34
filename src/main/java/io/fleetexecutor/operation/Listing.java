package io.fleetexecutor.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetexecutor.cluster.ApiRequest;
import io.fleetexecutor.cluster.ApiServer;
import io.fleetexecutor.cluster.ClusterFailure;
import io.fleetexecutor.model.ClusterAnswer;
import io.smallrye.mutiny.Uni;

/** One list, page by page. A list that expires between pages is read again in one piece. */
final class Listing {

  private static final long PAGE_SIZE = 500;

  private final ApiServer server;
  private final String path;
  private final String parameters;
  private final String accept;
  private final OutputCollector output;
  private String continuation = "";
  private boolean paged = true;

  Listing(ApiServer server, String path, String parameters, String accept, OutputCollector output) {
    this.server = server;
    this.path = path;
    this.parameters = parameters;
    this.accept = accept;
    this.output = output;
  }

  Uni<ClusterAnswer> run() {
    return Uni.createFrom()
        .deferred(this::page)
        .repeat()
        .whilst(page -> !continuation.isEmpty() && !output.isTruncated())
        .collect()
        .last()
        .map(last -> output.answer());
  }

  private Uni<JsonNode> page() {
    return server
        .send(
            ApiRequest.get(uri(), accept, true),
            () -> new JsonBodyReader<>(new DocumentReader(output.elementReaders())))
        .invoke(this::turn)
        .onFailure(this::isExpired)
        .recoverWithUni(this::restart);
  }

  private String uri() {
    String limit = paged ? Long.toString(output.pageSize(PAGE_SIZE)) : "";
    String query =
        UriParts.parameter("limit", limit)
            + UriParts.parameter("continue", continuation)
            + parameters;
    return query.isEmpty() ? path : path + "?" + query.substring(1);
  }

  private void turn(JsonNode page) {
    String kind = page.path("kind").asText("");
    if (!kind.endsWith("List") && !kind.equals("Table")) {
      throw ClusterFailure.unexpectedAnswer(
          "the answer is no list but of kind \"" + kind + "\"", 200);
    }
    String next = page.path("metadata").path("continue").asText("");
    if (!next.isEmpty() && next.equals(continuation)) {
      throw ClusterFailure.unexpectedAnswer("the API server repeats a page of the list", 200);
    }
    continuation = next;
  }

  private boolean isExpired(Throwable failure) {
    return !continuation.isEmpty()
        && failure instanceof ClusterFailure known
        && known.hasHttpStatus(410);
  }

  private Uni<JsonNode> restart() {
    output.clear();
    continuation = "";
    paged = false;
    return page();
  }
}

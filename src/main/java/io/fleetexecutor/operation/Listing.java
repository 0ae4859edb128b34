package io.fleetexecutor.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetexecutor.cluster.ApiRequest;
import io.fleetexecutor.cluster.ClusterFailure;
import io.fleetexecutor.cluster.json.DocumentReader;
import io.fleetexecutor.model.ClusterAnswer;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/**
 * One list, page by page. The API server is asked for a page while the one before it is read, and
 * keeps it until then. The first page is small, so that reading begins early, and later ones are
 * larger, as each costs the API server a start. A list that expires between pages is read again in
 * one piece.
 */
final class Listing {

  private static final long FIRST_PAGE_SIZE = 500;
  private static final long LATER_PAGE_SIZE = 1_000;

  private final CallerServer server;
  private final String path;
  private final String parameters;
  private final String accept;
  private final OutputCollector output;
  private @Nullable Page next;
  private String continuation = "";
  private long pageSize = FIRST_PAGE_SIZE;
  private boolean paged = true;
  private boolean over;

  Listing(
      CallerServer server, String path, String parameters, String accept, OutputCollector output) {
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
        .map(last -> output.answer())
        .onTermination()
        .invoke(this::end);
  }

  private Uni<JsonNode> page() {
    Page asked = takeNext();
    Page page = asked == null ? ask(continuation) : asked;
    return page.read().invoke(this::turn).onFailure(this::isExpired).recoverWithUni(this::restart);
  }

  private Page ask(String token) {
    return Page.ask(
        server,
        ApiRequest.get(uri(token), accept, true),
        () -> new DocumentReader(output.elementReaders(), this::askForNext));
  }

  private String uri(String token) {
    String limit = paged ? Long.toString(output.pageSize(pageSize)) : "";
    pageSize = LATER_PAGE_SIZE;
    String query =
        UriParts.parameter("limit", limit) + UriParts.parameter("continue", token) + parameters;
    return query.isEmpty() ? path : path + "?" + query.substring(1);
  }

  private synchronized @Nullable Page takeNext() {
    Page asked = next;
    next = null;
    return asked;
  }

  /** Not where the size of the next page depends on what is in this one. */
  private synchronized void askForNext(JsonNode metadata) {
    String token = token(metadata);
    boolean isNew = !token.isEmpty() && !token.equals(continuation);
    if (isNew && next == null && !over && !output.isLimited()) {
      next = ask(token);
    }
  }

  private void dropNext() {
    Page asked = takeNext();
    if (asked != null) {
      asked.drop();
    }
  }

  /** Whoever ends it, and while a page is being read, too. */
  private synchronized void end() {
    over = true;
    dropNext();
  }

  private void turn(JsonNode page) {
    String kind = page.path("kind").asText("");
    // Of a custom resource the kind comes after the items, where reading may have ended.
    boolean unread = kind.isEmpty() && output.isTruncated();
    if (!unread && !kind.endsWith("List") && !kind.equals("Table")) {
      throw ClusterFailure.unexpectedAnswer(
          "the answer is no list but of kind \"" + kind + "\"", 200);
    }
    String token = token(page.path("metadata"));
    if (!token.isEmpty() && token.equals(continuation)) {
      throw ClusterFailure.unexpectedAnswer("the API server repeats a page of the list", 200);
    }
    continuation = token;
  }

  private static String token(JsonNode metadata) {
    return metadata.path("continue").asText("");
  }

  private boolean isExpired(Throwable failure) {
    return !continuation.isEmpty()
        && failure instanceof ClusterFailure known
        && known.hasHttpStatus(410);
  }

  private Uni<JsonNode> restart() {
    dropNext();
    output.clear();
    continuation = "";
    paged = false;
    return page();
  }
}

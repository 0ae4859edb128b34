package io.fleetexecutor.operation;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetexecutor.cluster.ApiRequest;
import io.fleetexecutor.cluster.json.DocumentReader;
import io.fleetexecutor.cluster.json.JsonBodyReader;
import io.smallrye.mutiny.Uni;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** A page of a list that was asked for; nothing of it is read before {@link #read}. */
final class Page {
  private final CompletableFuture<Void> turn;
  private final CompletableFuture<JsonNode> document;

  private Page(CompletableFuture<Void> turn, CompletableFuture<JsonNode> document) {
    this.turn = turn;
    this.document = document;
  }

  static Page ask(CallerServer server, ApiRequest request, Supplier<DocumentReader> reader) {
    CompletableFuture<Void> turn = new CompletableFuture<>();
    return new Page(
        turn,
        server
            .send(request, () -> new JsonBodyReader<>(reader.get()), turn)
            .subscribeAsCompletionStage());
  }

  /** Cancelling it drops the page. */
  Uni<JsonNode> read() {
    return Uni.createFrom()
        .deferred(
            () -> {
              turn.complete(null);
              return Uni.createFrom().completionStage(document);
            })
        .onCancellation()
        .invoke(this::drop);
  }

  void drop() {
    document.cancel(true);
  }
}

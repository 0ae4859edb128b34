package io.fleetexecutor.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The least that reads the same answers: so many virtual threads, one java.net.http client, and
 * nothing done with the bodies.
 */
final class VirtualThreadPool implements AutoCloseable {
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final int threads;

  VirtualThreadPool(int threads) {
    this.threads = threads;
  }

  /** The bytes read. */
  long read(List<URI> uris) throws InterruptedException, ExecutionException {
    long bytes = 0;
    try (ExecutorService pool =
        Executors.newFixedThreadPool(threads, Thread.ofVirtual().factory())) {
      for (Future<Integer> length :
          uris.stream().map(uri -> pool.submit(() -> read(uri))).toList()) {
        bytes += length.get();
      }
    }
    return bytes;
  }

  private int read(URI uri) throws InterruptedException {
    try {
      HttpResponse<byte[]> response =
          client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofByteArray());
      if (response.statusCode() != 200) {
        throw new IllegalStateException(uri + " answered " + response.statusCode());
      }
      return response.body().length;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}

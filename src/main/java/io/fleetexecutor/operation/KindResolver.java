package io.fleetexecutor.operation;

import io.fleetexecutor.cluster.ApiServer;
import io.fleetexecutor.cluster.ClusterFailure;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Resolves kinds by the discovery of each API server, and keeps what it found for ten minutes. What
 * was not found is looked for again each time.
 */
final class KindResolver {

  private static final Duration MAX_AGE = Duration.ofMinutes(10);
  private static final int MAX_KINDS = 256;

  private record Found(ApiResource resource, Instant expiry) {}

  private record Flight(ApiServer server, KindQuery query) {}

  private final InstantSource clock;
  private final Map<ApiServer, Map<KindQuery, Found>> found =
      Collections.synchronizedMap(new WeakHashMap<>());
  private final SharedFlights<Flight, ApiResource> flights = new SharedFlights<>();

  KindResolver(InstantSource clock) {
    this.clock = clock;
  }

  /** Resolves a kind and works with it; once more where what was kept turns out to be outdated. */
  <T> Uni<T> with(
      ApiServer server,
      String apiVersion,
      String kind,
      Function<ApiResource, Uni<? extends T>> work) {
    KindQuery query = KindQuery.parse(apiVersion, kind);
    Map<KindQuery, Found> known = known(server);
    Found earlier = known.get(query);
    if (earlier == null || !clock.instant().isBefore(earlier.expiry())) {
      return resolve(server, query, known).chain(work);
    }
    return Uni.createFrom()
        .item(earlier.resource())
        .<T>chain(work)
        .onFailure(KindResolver::isKindGone)
        .recoverWithUni(
            () -> {
              known.remove(query, earlier);
              return resolve(server, query, known).chain(work);
            });
  }

  private Uni<ApiResource> resolve(ApiServer server, KindQuery query, Map<KindQuery, Found> known) {
    Uni<ApiResource> lookup =
        Uni.createFrom()
            .deferred(() -> new KindLookup(new Discovery(server), query).find())
            .invoke(resource -> keep(known, query, resource));
    return flights.join(new Flight(server, query), lookup);
  }

  /** Unlike an object that is not found, which an API server names. */
  static boolean isKindGone(Throwable failure) {
    return failure instanceof ClusterFailure known
        && known.hasHttpStatus(404)
        && (known.error().reason().equals("UNEXPECTED_ANSWER")
            || known.error().message().contains("could not find the requested resource"));
  }

  private Map<KindQuery, Found> known(ApiServer server) {
    return found.computeIfAbsent(server, first -> new ConcurrentHashMap<>());
  }

  private void keep(Map<KindQuery, Found> known, KindQuery query, ApiResource resource) {
    if (known.size() >= MAX_KINDS) {
      known.clear();
    }
    known.put(query, new Found(resource, clock.instant().plus(MAX_AGE)));
  }
}

package io.fleetexecutor.api.transport;

import io.quarkus.vertx.VertxOptionsCustomizer;
import io.vertx.core.VertxOptions;
import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.spi.VertxMetricsFactory;
import io.vertx.core.spi.metrics.VertxMetrics;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Has Quarkus' limit of connections count from when they are accepted; Quarkus itself counts those
 * that have sent the head of a request.
 */
@Singleton
final class LimitedConnections implements VertxOptionsCustomizer {
  private final ConnectionLimit limit;

  LimitedConnections(
      @ConfigProperty(name = "quarkus.http.limits.max-connections") int maxConnections) {
    this.limit = new ConnectionLimit(maxConnections);
  }

  @Override
  public void accept(VertxOptions options) {
    options.getMetricsOptions().setFactory(new Installation());
  }

  /** Quarkus leaves no other way to the builder; there are no metrics. */
  private final class Installation implements VertxMetricsFactory {
    @Override
    public void init(VertxBuilder builder) {
      builder.findTransport(new LimitedTransport(builder.findTransport(), limit));
    }

    @Override
    public VertxMetrics metrics(VertxOptions options) {
      return new VertxMetrics() {};
    }
  }
}

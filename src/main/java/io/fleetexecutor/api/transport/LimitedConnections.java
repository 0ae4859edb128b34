package io.fleetexecutor.api.transport;

import io.netty.channel.ChannelHandler;
import io.quarkus.vertx.VertxOptionsCustomizer;
import io.vertx.core.VertxOptions;
import io.vertx.core.impl.VertxBuilder;
import io.vertx.core.spi.VertxMetricsFactory;
import io.vertx.core.spi.metrics.VertxMetrics;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Limits what connections may do before and beside their requests, which Quarkus does not: its
 * limit of connections counts those that have sent the head of a request.
 */
@Singleton
final class LimitedConnections implements VertxOptionsCustomizer {
  private final List<ChannelHandler> limits;

  LimitedConnections(
      @ConfigProperty(name = "quarkus.http.limits.max-connections") int maxConnections,
      @ConfigProperty(name = "fleet.limits.control-frames-per-second") int controlFrames) {
    var connections = new ConnectionLimit(maxConnections);
    this.limits =
        controlFrames > 0
            ? List.of(connections, new ControlFrameLimit(controlFrames, System::nanoTime))
            : List.of(connections);
  }

  @Override
  public void accept(VertxOptions options) {
    options.getMetricsOptions().setFactory(new Installation());
  }

  /** Quarkus leaves no other way to the builder; there are no metrics. */
  private final class Installation implements VertxMetricsFactory {
    @Override
    public void init(VertxBuilder builder) {
      builder.findTransport(new LimitedTransport(builder.findTransport(), limits));
    }

    @Override
    public VertxMetrics metrics(VertxOptions options) {
      return new VertxMetrics() {};
    }
  }
}

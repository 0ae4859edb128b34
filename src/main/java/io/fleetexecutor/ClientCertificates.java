package io.fleetexecutor;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Whether clients have to show a certificate; Quarkus' own setting for it is fixed at the build.
 */
@ApplicationScoped
class ClientCertificates implements HttpServerOptionsCustomizer {
  private final FleetSettings settings;

  ClientCertificates(FleetSettings settings) {
    this.settings = settings;
  }

  @Override
  public void customizeHttpsServer(HttpServerOptions options) {
    options.setClientAuth(settings.clientCertificates());
  }
}

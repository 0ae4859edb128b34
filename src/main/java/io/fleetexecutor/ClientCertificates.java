package io.fleetexecutor;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.quarkus.tls.runtime.TrustAllOptions;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.TrustOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Whether clients have to show a certificate, which Quarkus' own setting fixes at the build; and
 * that it is one of an authority that was named.
 */
@ApplicationScoped
class ClientCertificates implements HttpServerOptionsCustomizer {
  private static final String SETTING = "fleet.client-certificates";

  private final FleetSettings settings;
  private final TlsConfigurationRegistry registry;
  private final Optional<String> configurationName;

  ClientCertificates(
      FleetSettings settings,
      TlsConfigurationRegistry registry,
      @ConfigProperty(name = "quarkus.http.tls-configuration-name")
          Optional<String> configurationName) {
    this.settings = settings;
    this.registry = registry;
    this.configurationName = configurationName;
  }

  /**
   * To be called before anything goes on. Settings that do not come from the registry are looked at
   * when the port is opened.
   *
   * @throws ConfigurationException where certificates would be trusted whoever gave them
   */
  void check() {
    configurationName
        .flatMap(registry::get)
        .or(registry::getDefault)
        .filter(tls -> tls.getKeyStoreOptions() != null)
        .ifPresent(tls -> require(tls.getTrustStoreOptions()));
  }

  @Override
  public void customizeHttpsServer(HttpServerOptions options) {
    require(options.getTrustOptions());
    options.setClientAuth(settings.clientCertificates());
  }

  private void require(@Nullable TrustOptions trust) {
    ClientAuth wanted = settings.clientCertificates();
    if (wanted != ClientAuth.NONE && !namesAuthorities(trust)) {
      throw new ConfigurationException(
          ("%s is %s, which needs quarkus.tls.trust-store.* of the port that serves, and no"
                  + " trust-all: else whoever has a certificate of a public authority, or any,"
                  + " would be let in")
              .formatted(SETTING, wanted),
          Set.of(SETTING));
    }
  }

  /** Without any, the JDK's count. */
  private static boolean namesAuthorities(@Nullable TrustOptions trust) {
    return trust != null && !(trust instanceof TrustAllOptions);
  }
}

package io.fleetexecutor;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.tls.runtime.TrustAllOptions;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.TrustOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether clients have to show a certificate, which Quarkus' own setting fixes at the build; and
 * that it is one of an authority that was named.
 */
@ApplicationScoped
class ClientCertificates implements HttpServerOptionsCustomizer {
  private static final String SETTING = "fleet.client-certificates";

  private final FleetSettings settings;

  ClientCertificates(FleetSettings settings) {
    this.settings = settings;
  }

  /**
   * @throws ConfigurationException where certificates would be trusted whoever gave them
   */
  @Override
  public void customizeHttpsServer(HttpServerOptions options) {
    ClientAuth wanted = settings.clientCertificates();
    if (wanted != ClientAuth.NONE && !namesAuthorities(options.getTrustOptions())) {
      throw new ConfigurationException(
          ("%s is %s, which needs quarkus.tls.trust-store.* of the port that serves, and no"
                  + " trust-all: else whoever has a certificate of a public authority, or any,"
                  + " would be let in")
              .formatted(SETTING, wanted),
          Set.of(SETTING));
    }
    options.setClientAuth(wanted);
  }

  /** Without any, the JDK's count. */
  private static boolean namesAuthorities(@Nullable TrustOptions trust) {
    return trust != null && !(trust instanceof TrustAllOptions);
  }
}

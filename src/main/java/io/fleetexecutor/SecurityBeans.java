package io.fleetexecutor;

import io.fleetexecutor.access.Access;
import io.fleetexecutor.access.PolicyFile;
import io.fleetexecutor.cluster.CertificateAuthority;
import io.fleetexecutor.cluster.ClusterConnections;
import io.fleetexecutor.cluster.ClusterTarget;
import io.fleetexecutor.identity.OidcSettings;
import io.fleetexecutor.identity.OidcVerifier;
import io.fleetexecutor.identity.TokenAuthenticator;
import io.fleetexecutor.identity.TokenReviews;
import io.fleetexecutor.identity.TokenVerifier;
import io.fleetexecutor.inventory.InCluster;
import io.fleetexecutor.inventory.KubeconfigInventory;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;

/** Who callers are, and what they may do. */
@ApplicationScoped
class SecurityBeans {
  private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();

  @Produces
  @Singleton
  Access access(FleetSettings settings, Timers timers) {
    return settings
        .permissionsFile()
        .map(file -> followed(file, settings, timers))
        .orElseGet(() -> Access.open(settings.showSecrets()));
  }

  private static Access followed(Path path, FleetSettings settings, Timers timers) {
    try {
      var file = new PolicyFile(path);
      long millis = settings.inventoryInterval().toMillis();
      timers
          .executor()
          .scheduleWithFixedDelay(
              () -> Infrastructure.getDefaultWorkerPool().execute(file::refresh),
              millis,
              millis,
              TimeUnit.MILLISECONDS);
      return Access.by(file);
    } catch (IOException e) {
      throw new ConfigurationException(
          "fleet.permissions-file: " + e.getMessage(), Set.of("fleet.permissions-file"));
    }
  }

  @Produces
  @Singleton
  TokenAuthenticator tokens(
      FleetSettings settings, TokenReviewConnections reviews, InstantSource clock) {
    List<TokenVerifier> verifiers = new ArrayList<>();
    settings
        .oidc()
        .issuer()
        .ifPresent(issuer -> verifiers.add(oidc(issuer, settings.oidc(), clock)));
    if (settings.tokenReview().enabled()) {
      verifiers.add(reviews(settings.tokenReview(), reviews.connections()));
    }
    return new TokenAuthenticator(verifiers);
  }

  private TokenVerifier oidc(String issuer, FleetSettings.Oidc oidc, InstantSource clock) {
    var accepted =
        new OidcSettings(
            issuer,
            oidc.audiences().orElse(Set.of()),
            oidc.usernameClaim(),
            oidc.usernamePrefix().orElse(""),
            oidc.groupsClaim(),
            oidc.groupsPrefix().orElse(""),
            oidc.clockSkew());
    SSLSocketFactory sockets =
        oidc.certificateAuthority().map(SecurityBeans::trusting).orElse(null);
    return new OidcVerifier(accepted, sockets, clock, threads);
  }

  private static SSLSocketFactory trusting(Path authority) {
    try {
      return CertificateAuthority.socketsTrusting(authority);
    } catch (IOException e) {
      throw new ConfigurationException(
          "fleet.oidc.certificate-authority: %s: %s".formatted(authority, e.getMessage()),
          Set.of("fleet.oidc.certificate-authority"));
    }
  }

  /** Apart from those of the fleet, which that cluster need not belong to. */
  record TokenReviewConnections(ClusterConnections connections) {}

  @Produces
  @Singleton
  TokenReviewConnections tokenReviewConnections(FleetBeans.ConnectionFactory factory) {
    return new TokenReviewConnections(factory.unlimited());
  }

  private TokenVerifier reviews(FleetSettings.TokenReview review, ClusterConnections connections) {
    ClusterTarget target =
        review
            .kubeconfig()
            .map(file -> KubeconfigInventory.target(file, review.context().orElse("")))
            .orElseGet(InCluster::own);
    String name = target.cluster().name();
    connections.update(Map.of(name, target));
    return new TokenReviews(
        () -> connections.get(name),
        review.audiences().orElse(Set.of()),
        System::nanoTime,
        threads);
  }
}

package io.fleetexecutor;

import io.fleetexecutor.access.Access;
import io.fleetexecutor.access.PolicyFile;
import io.fleetexecutor.audit.Audit;
import io.fleetexecutor.audit.AuditFile;
import io.fleetexecutor.cluster.CertificateAuthority;
import io.fleetexecutor.cluster.ClusterConnections;
import io.fleetexecutor.cluster.ClusterTarget;
import io.fleetexecutor.identity.OidcSettings;
import io.fleetexecutor.identity.OidcVerifier;
import io.fleetexecutor.identity.OutageWatch;
import io.fleetexecutor.identity.TokenAuthenticator;
import io.fleetexecutor.identity.TokenReviews;
import io.fleetexecutor.identity.TokenVerifier;
import io.fleetexecutor.inventory.InCluster;
import io.fleetexecutor.inventory.KubeconfigInventory;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
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
import org.jboss.logging.Logger;

/** Who callers are, and what they may do. */
@ApplicationScoped
class SecurityBeans {
  private static final Logger LOG = Logger.getLogger(SecurityBeans.class);

  private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();

  @Produces
  @Singleton
  Access access(FleetSettings settings, Timers timers) {
    return settings
        .permissionsFile()
        .map(file -> followed(file, settings, timers))
        .orElseGet(() -> Access.open(settings.showSecrets()));
  }

  /** Whatever happens, it is looked at again. */
  private static void refresh(PolicyFile file) {
    try {
      Infrastructure.getDefaultWorkerPool().execute(file::refresh);
    } catch (RuntimeException e) {
      LOG.error("the permissions are not looked at", e);
    }
  }

  @Produces
  @Singleton
  Audit audit(FleetSettings settings, InstantSource clock) {
    if (settings.auditFile().isEmpty() && SecuritySettings.areCallersKnown(settings)) {
      LOG.warn("what callers do is not put on record: fleet.audit-file is not set");
    }
    try {
      Path path = settings.auditFile().orElse(null);
      return new Audit(path == null ? null : new AuditFile(path), clock);
    } catch (IOException e) {
      throw new ConfigurationException(
          "fleet.audit-file cannot be written to: " + e, Set.of("fleet.audit-file"));
    }
  }

  void close(@Disposes Audit audit) {
    audit.close();
  }

  private static Access followed(Path path, FleetSettings settings, Timers timers) {
    try {
      var file = new PolicyFile(path);
      long millis = settings.inventoryInterval().toMillis();
      timers
          .executor()
          .scheduleWithFixedDelay(() -> refresh(file), millis, millis, TimeUnit.MILLISECONDS);
      return Access.by(file);
    } catch (IOException e) {
      throw new ConfigurationException(
          "fleet.permissions-file: " + e.getMessage(), Set.of("fleet.permissions-file"));
    }
  }

  @Produces
  @Singleton
  TokenAuthenticator tokens(
      FleetSettings settings, TokenReviewConnections reviews, InstantSource clock, Timers timers) {
    List<TokenVerifier> verifiers = new ArrayList<>();
    settings
        .oidc()
        .issuer()
        .ifPresent(
            issuer ->
                verifiers.add(
                    new OutageWatch(oidc(issuer, settings.oidc(), clock, timers), clock)));
    if (settings.tokenReview().enabled()) {
      verifiers.add(
          new OutageWatch(reviews(settings.tokenReview(), reviews.connections(), timers), clock));
    }
    return new TokenAuthenticator(verifiers);
  }

  private TokenVerifier oidc(
      String issuer, FleetSettings.Oidc oidc, InstantSource clock, Timers timers) {
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
    return new OidcVerifier(accepted, sockets, clock, timers.executor(), threads);
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

  private TokenVerifier reviews(
      FleetSettings.TokenReview review, ClusterConnections connections, Timers timers) {
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
        review.prefix().orElse(""),
        System::nanoTime,
        timers.executor(),
        threads);
  }
}

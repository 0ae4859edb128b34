package io.fleetexecutor;

import io.fleetexecutor.execution.OnRestart;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.vertx.core.http.ClientAuth;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The settings of the service; docs/operations.md describes them. */
@ConfigMapping(prefix = "fleet")
interface FleetSettings {

  /** Others than this machine may call the service in plain text. */
  @WithDefault("false")
  boolean allowPlainText();

  /** Names for browsers in plain text, beside addresses and localhost; *: any. */
  Optional<Set<String>> allowedHosts();

  /** Whether clients that use TLS may, or have to, show a certificate. */
  @WithDefault("none")
  ClientAuth clientCertificates();

  /** Put before names and groups of client certificates. */
  Optional<String> clientCertificatePrefix();

  /** Who may do what: a YAML file, which is followed; unset: everybody everything. */
  Optional<Path> permissionsFile();

  /** Where is put on record what callers do; unset: nowhere. */
  Optional<Path> auditFile();

  /** Requests to clusters are made in the name of whoever started the execution. */
  @WithDefault("false")
  boolean impersonate();

  Oidc oidc();

  TokenReview tokenReview();

  /** Clusters served at once, over all executions. */
  @WithDefault("256")
  int workers();

  /** Operations in one cluster at once, over all executions. */
  @WithDefault("8")
  int maxOperationsPerCluster();

  /**
   * The kubeconfig files and directories; unset: as kubectl finds them, KUBECONFIG or
   * ~/.kube/config.
   */
  Optional<List<Path>> kubeconfig();

  /** A YAML file of labels for the clusters of kubeconfigs, by name or pattern. */
  Optional<Path> clusterLabelsFile();

  /** How often kubeconfig files, and what they name, are looked at for changes. */
  @WithDefault("500ms")
  Duration inventoryInterval();

  /** The cluster that the service runs in is one of the fleet. */
  @WithDefault("false")
  boolean inCluster();

  Management management();

  /** How long one attempt at a cluster may take where the request does not say. */
  @WithDefault("30s")
  Duration attemptTimeout();

  /** How long one cluster may take where the request does not say. */
  @WithDefault("2m")
  Duration clusterTimeout();

  /** How long connecting to an API server may take. */
  @WithDefault("10s")
  Duration connectTimeout();

  /** To how many clusters connections are kept after a request, those asked last. */
  @WithDefault("8192")
  int maxConnectedClusters();

  /** Failures to reach a cluster in a row, after which requests to it are refused; 0: none is. */
  @WithDefault("5")
  int maxConnectionFailures();

  /** The most output of one cluster that a request may ask for. */
  @WithDefault("16777216")
  long maxOutputBytes();

  /** Callers see the values of Secrets, where no permissions say which. */
  @WithDefault("false")
  boolean showSecrets();

  /** How long running executions may go on after SIGTERM. */
  @WithDefault("30s")
  Duration shutdownGracePeriod();

  /** Where the logs of executions lie; unset: the user's state directory. */
  Optional<Path> dataDir();

  /** A new execution is refused where the data directory has less free space than this. */
  @WithDefault("67108864")
  long minFreeBytes();

  /** What becomes of the executions that were running when the service died. */
  @WithDefault("resume")
  OnRestart onRestart();

  /** Where executions are kept. */
  @WithDefault("embedded")
  Engine engine();

  Nats nats();

  Health health();

  LimitSettings limits();

  Retention retention();

  Demo demo();

  /** An OpenID Connect issuer whose tokens are accepted. */
  interface Oidc {

    /** Its URL; unset: none is. */
    Optional<String> issuer();

    /** One of them a token has to be for. */
    Optional<Set<String>> audiences();

    /** The claim with the caller's name. */
    @WithDefault("sub")
    String usernameClaim();

    /** Put before the name. */
    @WithDefault("")
    Optional<String> usernamePrefix();

    /** The claim with the caller's groups. */
    @WithDefault("groups")
    String groupsClaim();

    /** Put before each group. */
    @WithDefault("")
    Optional<String> groupsPrefix();

    /** By how much the issuer's clock may differ. */
    @WithDefault("1m")
    Duration clockSkew();

    /** A PEM file of the certificates that are trusted; unset: those of the JDK. */
    Optional<Path> certificateAuthority();
  }

  /** Tokens that a cluster accepts, as those of its service accounts, are accepted. */
  interface TokenReview {

    @WithDefault("false")
    boolean enabled();

    /** The kubeconfig with the way to the cluster; unset: the one that the service runs in. */
    Optional<Path> kubeconfig();

    /** The context in that kubeconfig; unset: its current one. */
    Optional<String> context();

    /** One of them a token has to be for; unset: those of the API server. */
    Optional<Set<String>> audiences();

    /** Put before names and groups. */
    @WithDefault("")
    Optional<String> prefix();
  }

  /** NATS JetStream, where that is the engine. */
  interface Nats {

    /** URLs of its servers. */
    Optional<List<String>> servers();

    /** A credentials file, as nsc writes it. */
    Optional<Path> credentials();

    /** The name of a configuration of Quarkus' TLS registry. */
    Optional<String> tlsConfigurationName();

    /** Of the names of streams and subjects, which all replicas have the same of. */
    @WithDefault("fleet")
    String prefix();

    /** How many NATS servers keep each record, when streams are made. */
    @WithDefault("1")
    int replicas();

    /** Of each stream, when streams are made; unset: as the account allows. */
    OptionalLong maxBytes();

    /** How long an answer of NATS is waited for. */
    @WithDefault("5s")
    Duration requestTimeout();

    /** How long a replica may be silent before others go on with its executions. */
    @WithDefault("20s")
    Duration lease();
  }

  /** A cluster whose objects tell of other clusters. */
  interface Management {

    /** The kubeconfig with the way to it; unset: the cluster that the service runs in. */
    Optional<Path> kubeconfig();

    /** The context in that kubeconfig; unset: its current one. */
    Optional<String> context();

    /** Where the objects are; unset: in every namespace. */
    @WithDefault("")
    Optional<String> namespace();

    /** Follow the Secrets of Cluster API. */
    @WithDefault("false")
    boolean clusterApi();

    /** Follow the Secrets of Argo CD. */
    @WithDefault("false")
    boolean argoCd();

    /** Follow ClusterProfiles, with the credential plugins that this file gives them. */
    Optional<Path> clusterProfileProviders();

    /** The credential plugins that Secrets may have run here; unset: none. */
    Optional<Set<String>> execCommands();
  }

  /** Checks of every cluster in the background. */
  interface Health {

    /** Between two checks of a cluster, give or take a tenth. */
    @WithDefault("1m")
    Duration interval();

    /** The same, of a cluster that requests are refused to. */
    @WithDefault("5s")
    Duration probeInterval();

    /** How long one check may take. */
    @WithDefault("5s")
    Duration timeout();

    /** Checks at once. */
    @WithDefault("32")
    int parallel();
  }

  /** How long executions that have ended are kept. */
  interface Retention {

    /** Events and results, since the end of their execution. */
    @WithDefault("30d")
    Duration maxAge();

    /** Ended executions with their events and results. */
    @WithDefault("1000")
    int maxExecutions();

    /** Events and results of all ended executions together. */
    @WithDefault("10737418240")
    long maxBytes();

    /** The summary of an execution, since its end. */
    @WithDefault("365d")
    Duration maxHistoryAge();

    /** Ended executions at all, with events or with their summary alone. */
    @WithDefault("10000")
    int maxHistory();

    /** How often this is looked after. */
    @WithDefault("1m")
    Duration interval();
  }

  /** The simulated fleet. */
  interface Demo {

    /** This many simulated clusters instead of real ones. */
    @WithDefault("0")
    int clusters();
  }
}

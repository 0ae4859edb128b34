package io.fleetexecutor.inventory;

import io.fleetexecutor.cluster.ApiEndpoint;
import io.fleetexecutor.cluster.Authentication;
import io.fleetexecutor.cluster.ClusterTarget;
import io.fleetexecutor.cluster.Credentials;
import io.fleetexecutor.cluster.Impersonation;
import io.fleetexecutor.cluster.PemSource;
import io.fleetexecutor.cluster.TlsSettings;
import io.fleetexecutor.model.Cluster;
import io.fleetexecutor.model.ClusterError;
import io.fleetexecutor.model.ErrorCode;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The cluster that the service runs in, as its service account. Its token is read again and again,
 * since Kubernetes renews it.
 */
public final class InCluster {
  public static final String SOURCE = "in-cluster";
  public static final String DEFAULT_NAME = "in-cluster";
  public static final Path SERVICE_ACCOUNT =
      Path.of("/var/run/secrets/kubernetes.io/serviceaccount");

  private InCluster() {}

  /**
   * With an error where the service runs in no cluster; blocks.
   *
   * @param environment of this process
   * @param serviceAccount the folder with {@code token}, {@code ca.crt} and {@code namespace}
   */
  public static ClusterTarget target(
      String name, Map<String, String> environment, Path serviceAccount) {
    try {
      ApiEndpoint endpoint = endpoint(environment, serviceAccount);
      return new ClusterTarget(cluster(name, namespace(serviceAccount), null), endpoint);
    } catch (InvalidContextException e) {
      ClusterError error =
          ClusterError.of(ErrorCode.FAILED_PRECONDITION, "NOT_IN_CLUSTER", e.problem());
      return new ClusterTarget(cluster(name, "default", error), null);
    }
  }

  /** The one that this process runs in, under its usual name; blocks. */
  public static ClusterTarget own() {
    return target(DEFAULT_NAME, System.getenv(), SERVICE_ACCOUNT);
  }

  private static Cluster cluster(String name, String namespace, @Nullable ClusterError error) {
    return new Cluster(name, name, Map.of(), SOURCE, namespace, error);
  }

  private static ApiEndpoint endpoint(Map<String, String> environment, Path serviceAccount) {
    URI server =
        server(
            environment.getOrDefault("KUBERNETES_SERVICE_HOST", ""),
            environment.getOrDefault("KUBERNETES_SERVICE_PORT", ""));
    return new ApiEndpoint(
        server,
        new TlsSettings(PemSource.PemFile.at(readable(serviceAccount, "ca.crt")), false, null),
        null,
        true,
        new Credentials(
            null,
            new Authentication.TokenFile(readable(serviceAccount, "token")),
            Impersonation.NONE));
  }

  private static URI server(String host, String port) {
    if (host.isEmpty() || port.isEmpty()) {
      throw new InvalidContextException(
          "the service does not run in a cluster: KUBERNETES_SERVICE_HOST and"
              + " KUBERNETES_SERVICE_PORT are not set");
    }
    try {
      URI uri =
          new URI("https://%s:%s".formatted(host.contains(":") ? "[" + host + "]" : host, port));
      if (uri.getHost() != null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // told below
    }
    throw new InvalidContextException(
        "KUBERNETES_SERVICE_HOST \"%s\" and KUBERNETES_SERVICE_PORT \"%s\" are no address"
            .formatted(host, port));
  }

  private static Path readable(Path serviceAccount, String name) {
    Path file = serviceAccount.resolve(name);
    if (!Files.isReadable(file)) {
      throw new InvalidContextException(
          "the service account of this Pod is not mounted: " + file + " may not be read");
    }
    return file;
  }

  private static String namespace(Path serviceAccount) {
    try {
      String namespace = Files.readString(serviceAccount.resolve("namespace")).strip();
      return namespace.isEmpty() ? "default" : namespace;
    } catch (IOException e) {
      return "default";
    }
  }
}

package io.fleetexecutor.inventory;

import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.api.model.Context;
import io.fleetexecutor.cluster.ApiEndpoint;
import io.fleetexecutor.cluster.Credentials;
import io.fleetexecutor.cluster.PemSource;
import io.fleetexecutor.cluster.TlsSettings;
import io.fleetexecutor.inventory.MergedKubeconfig.Entry;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns a context into an endpoint, or says which field of which file stands in the way. */
final class ContextReader {

  private static final Set<String> PROXY_SCHEMES = Set.of("http", "socks5");

  private final MergedKubeconfig kubeconfig;
  private final PemReader pems = new PemReader();
  private final UserReader users;

  ContextReader(MergedKubeconfig kubeconfig, Map<String, String> environment) {
    this.kubeconfig = kubeconfig;
    this.users = new UserReader(pems, new ExecReader(environment));
  }

  ApiEndpoint endpoint(Entry<Context> context) {
    Entry<Cluster> cluster = cluster(context);
    Cluster value = cluster.value();
    boolean insecure = Boolean.TRUE.equals(value.getInsecureSkipTlsVerify());
    Fields fields = new Fields(cluster.document(), "cluster", cluster.name());
    PemSource authority =
        pems.certificate(
            fields,
            "certificate-authority",
            value.getCertificateAuthority(),
            value.getCertificateAuthorityData());
    if (insecure && authority != null) {
      throw fields.invalid(
          "certificate-authority", "does not go with insecure-skip-tls-verify; remove one of them");
    }
    return new ApiEndpoint(
        server(fields, value.getServer(), insecure || authority != null),
        new TlsSettings(authority, insecure, blankToNull(value.getTlsServerName())),
        proxy(fields, blankToNull(value.getProxyUrl())),
        !Boolean.TRUE.equals(value.getDisableCompression()),
        credentials(context, cluster));
  }

  private Entry<Cluster> cluster(Entry<Context> context) {
    Fields fields = new Fields(context.document(), "context", context.name());
    String name = blankToNull(context.value().getCluster());
    if (name == null) {
      throw fields.invalid("cluster", "is missing; name one of the clusters");
    }
    Entry<Cluster> cluster = kubeconfig.cluster(name);
    if (cluster == null) {
      throw fields.invalid(
          "cluster", "names " + fields.shown(name) + ", which no kubeconfig file defines");
    }
    return cluster;
  }

  private Credentials credentials(Entry<Context> context, Entry<Cluster> cluster) {
    String name = blankToNull(context.value().getUser());
    if (name == null) {
      return Credentials.ANONYMOUS;
    }
    Entry<AuthInfo> user = kubeconfig.user(name);
    if (user == null) {
      Fields fields = new Fields(context.document(), "context", context.name());
      throw fields.invalid(
          "user", "names " + fields.shown(name) + ", which no kubeconfig file defines");
    }
    return users.credentials(user, cluster);
  }

  private static URI server(Fields fields, @Nullable String server, boolean tls) {
    if (server == null || server.isEmpty()) {
      throw fields.invalid("server", "is missing; give the URL of the API server");
    }
    String url = server.contains("://") ? server : (tls ? "https://" : "http://") + server;
    URI uri = uri(fields, "server", url);
    if (!"https".equals(uri.getScheme()) && !"http".equals(uri.getScheme())) {
      throw fields.invalid(
          "server", "is " + fields.shown(server) + "; only http and https URLs are served");
    }
    return uri;
  }

  private static @Nullable URI proxy(Fields fields, @Nullable String proxy) {
    if (proxy == null) {
      return null;
    }
    URI uri = uri(fields, "proxy-url", proxy);
    if (!PROXY_SCHEMES.contains(uri.getScheme())) {
      throw fields.invalid(
          "proxy-url", "has a scheme other than http and socks5, which are supported");
    }
    return uri;
  }

  private static URI uri(Fields fields, String field, String value) {
    try {
      URI uri = new URI(value);
      if (uri.getHost() != null && uri.getPort() <= 65535) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // told below, without the URL where it may hold a password
    }
    String shown = value.contains("@") ? "" : " " + fields.shown(value);
    throw fields.invalid(field, "is" + shown + " no URL such as https://host:6443");
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isBlank() ? null : text;
  }
}

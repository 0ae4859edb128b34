package io.fleetexecutor.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.api.model.Config;
import io.fabric8.kubernetes.api.model.ConfigBuilder;
import io.fabric8.kubernetes.api.model.Context;
import io.fabric8.kubernetes.api.model.ExecConfig;
import io.fabric8.kubernetes.api.model.ExecEnvVar;
import io.fabric8.kubernetes.api.model.NamedAuthInfo;
import io.fabric8.kubernetes.api.model.NamedCluster;
import io.fabric8.kubernetes.api.model.NamedContext;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What Argo CD knows of a cluster, as a kubeconfig with one context. */
record ArgoCdConfig(ClusterObject secret, JsonNode config) {
  /** What the fields of a kubeconfig are in a Secret of Argo CD. */
  static final Map<String, String> FIELDS =
      Map.ofEntries(
          Map.entry("server", "key server"),
          Map.entry("proxy-url", "key config: proxyUrl"),
          Map.entry("certificate-authority", "key config: tlsClientConfig.insecure"),
          Map.entry("certificate-authority-data", "key config: tlsClientConfig.caData"),
          Map.entry("client-certificate", "key config: tlsClientConfig.certData"),
          Map.entry("client-certificate-data", "key config: tlsClientConfig.certData"),
          Map.entry("client-key", "key config: tlsClientConfig.keyData"),
          Map.entry("client-key-data", "key config: tlsClientConfig.keyData"),
          Map.entry("token", "key config: bearerToken"),
          Map.entry("exec.command", "key config: execProviderConfig.command"),
          Map.entry("exec.apiVersion", "key config: execProviderConfig.apiVersion"));

  private static final String NAME = "argo-cd";

  Config kubeconfig() {
    if (config.path("awsAuthConfig").isObject()) {
      throw secret.invalid(
          "key config: awsAuthConfig is not supported; name the command that it stands for in"
              + " execProviderConfig");
    }
    Context context = new Context();
    context.setCluster(NAME);
    context.setUser(NAME);
    return new ConfigBuilder()
        .withClusters(new NamedCluster(cluster(), NAME))
        .withUsers(new NamedAuthInfo(NAME, user()))
        .withContexts(new NamedContext(context, NAME))
        .build();
  }

  private Cluster cluster() {
    JsonNode tls = config.path("tlsClientConfig");
    Cluster cluster = new Cluster();
    cluster.setServer(secret.data("server"));
    cluster.setCertificateAuthorityData(text(tls, "caData"));
    cluster.setInsecureSkipTlsVerify(tls.path("insecure").asBoolean(false));
    cluster.setTlsServerName(text(tls, "serverName"));
    cluster.setProxyUrl(text(config, "proxyUrl"));
    cluster.setDisableCompression(config.path("disableCompression").asBoolean(false));
    return cluster;
  }

  private AuthInfo user() {
    JsonNode tls = config.path("tlsClientConfig");
    AuthInfo user = new AuthInfo();
    user.setUsername(text(config, "username"));
    user.setPassword(text(config, "password"));
    user.setToken(text(config, "bearerToken"));
    user.setClientCertificateData(text(tls, "certData"));
    user.setClientKeyData(text(tls, "keyData"));
    JsonNode exec = config.path("execProviderConfig");
    if (exec.isObject()) {
      user.setExec(exec(exec));
    }
    return user;
  }

  private static ExecConfig exec(JsonNode node) {
    ExecConfig exec = new ExecConfig();
    exec.setCommand(text(node, "command"));
    exec.setApiVersion(text(node, "apiVersion"));
    exec.setArgs(node.path("args").valueStream().map(JsonNode::asText).toList());
    List<ExecEnvVar> environment =
        node.path("env")
            .propertyStream()
            .map(entry -> new ExecEnvVar(entry.getKey(), entry.getValue().asText()))
            .toList();
    exec.setEnv(environment);
    return exec;
  }

  private static @Nullable String text(JsonNode node, String field) {
    return node.path(field).isTextual() ? node.path(field).asText() : null;
  }
}

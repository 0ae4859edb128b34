package io.fleetexecutor.inventory;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.AuthInfo;
import io.fabric8.kubernetes.api.model.ConfigBuilder;
import io.fabric8.kubernetes.api.model.ExecConfig;
import io.fabric8.kubernetes.api.model.NamedAuthInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The credential plugins that a file gives for the access providers of ClusterProfiles.
 *
 * @param document the file as a kubeconfig, with a user for each of them, in its order
 * @param warnings what of the file does not count
 */
record AccessProviders(Path path, KubeconfigDocument document, List<String> warnings) {

  private static final ObjectMapper JSON =
      new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
  private static final Set<String> IGNORE = Set.of("", "Ignore");

  /** Blocks. A file that cannot be read gives none, and a warning. */
  static AccessProviders load(Path path) {
    List<String> warnings = new ArrayList<>();
    List<NamedAuthInfo> users = new ArrayList<>();
    try {
      for (JsonNode provider : providers(path)) {
        users.add(user(path, provider, warnings));
      }
    } catch (IOException e) {
      users.clear();
      warnings.add(
          "the access providers of ClusterProfiles are not known: " + path + " " + e.getMessage());
    }
    return new AccessProviders(
        path,
        new KubeconfigDocument(
            new KubeconfigOrigin.LocalFile(path), new ConfigBuilder().withUsers(users).build()),
        List.copyOf(warnings));
  }

  List<String> names() {
    return document.config().getUsers().stream().map(NamedAuthInfo::getName).toList();
  }

  private static JsonNode providers(Path path) throws IOException {
    JsonNode providers;
    if (!Files.isReadable(path) || Files.isDirectory(path)) {
      throw new IOException("may not be read");
    }
    try {
      providers = JSON.readTree(Files.readAllBytes(path)).path("providers");
    } catch (IOException e) {
      throw new IOException("is no JSON", e);
    }
    if (!providers.isArray()) {
      throw new IOException("has no list of providers");
    }
    return providers;
  }

  private static NamedAuthInfo user(Path path, JsonNode provider, List<String> warnings)
      throws IOException {
    String name = provider.path("name").asText("");
    JsonNode exec = provider.path("execConfig");
    if (name.isEmpty() || !exec.isObject()) {
      throw new IOException("has a provider without a name or execConfig");
    }
    for (String policy : List.of("profileSourcedCLIArgsPolicy", "profileSourcedEnvVarsPolicy")) {
      if (!IGNORE.contains(provider.path(policy).asText(""))) {
        warnings.add(
            "%s: provider \"%s\": %s is not supported; what ClusterProfiles add is ignored"
                .formatted(path, name, policy));
      }
    }
    try {
      ExecConfig config = JSON.treeToValue(exec, ExecConfig.class);
      if (config.getProvideClusterInfo() == null) {
        // A plugin knows by nothing else which cluster it is asked for.
        config.setProvideClusterInfo(true);
      }
      AuthInfo user = new AuthInfo();
      user.setExec(config);
      return new NamedAuthInfo(name, user);
    } catch (IOException e) {
      throw new IOException(
          "has a provider \"" + name + "\" whose execConfig is of another form", e);
    }
  }
}

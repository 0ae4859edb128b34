package io.fleetexecutor.inventory;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.Cluster;
import io.fabric8.kubernetes.api.model.ExecConfig;
import io.fabric8.kubernetes.api.model.ExecEnvVar;
import io.fleetexecutor.cluster.ExecCommand;
import io.fleetexecutor.inventory.MergedKubeconfig.Entry;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns the exec section of a kubeconfig user into a command, if that command is installed. */
final class ExecReader {

  private static final String GROUP = "client.authentication.k8s.io/";
  private static final Set<String> API_VERSIONS = Set.of(GROUP + "v1", GROUP + "v1beta1");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<String> searchPath;

  ExecReader(Map<String, String> environment) {
    String path = environment.getOrDefault("PATH", "");
    this.searchPath = Arrays.asList(path.split(Pattern.quote(File.pathSeparator)));
  }

  ExecCommand command(Fields fields, ExecConfig exec, Entry<Cluster> cluster) {
    String apiVersion = exec.getApiVersion();
    if (apiVersion == null || !API_VERSIONS.contains(apiVersion)) {
      throw fields.invalid(
          "exec.apiVersion",
          "is %s; use %sv1".formatted(fields.shown(String.valueOf(apiVersion)), GROUP));
    }
    if ("Always".equals(exec.getInteractiveMode())) {
      throw fields.invalid("exec.interactiveMode", "is \"Always\", but a service has no terminal");
    }
    return new ExecCommand(
        apiVersion,
        executable(fields, exec),
        arguments(fields, exec),
        environment(fields, exec),
        execInfo(apiVersion, exec, cluster));
  }

  private static List<String> arguments(Fields fields, ExecConfig exec) {
    List<String> arguments = orEmpty(exec.getArgs());
    if (arguments.stream().anyMatch(Objects::isNull)) {
      throw fields.invalid("exec.args", "has an entry that is null");
    }
    return arguments;
  }

  private static Map<String, String> environment(Fields fields, ExecConfig exec) {
    Map<String, String> environment = new HashMap<>();
    for (ExecEnvVar variable : orEmpty(exec.getEnv())) {
      String name = variable == null ? null : variable.getName();
      if (name == null || name.isEmpty()) {
        throw fields.invalid("exec.env", "has an entry without a name");
      }
      if (!fields.document().origin().maySet(name)) {
        throw fields.invalid(
            "exec.env", "sets a variable that objects of a management cluster may not set");
      }
      environment.put(name, variable.getValue() == null ? "" : variable.getValue());
    }
    return environment;
  }

  private String executable(Fields fields, ExecConfig exec) {
    String command = exec.getCommand();
    if (command == null || command.isBlank()) {
      throw fields.invalid("exec.command", "is missing");
    }
    if (!fields.document().origin().mayRun(command)) {
      throw fields.invalid(
          "exec.command", "is none of the commands that objects of a management cluster may name");
    }
    try {
      if (command.contains("/") || command.contains(File.separator)) {
        Path path = fields.document().origin().resolve(command).orElse(Path.of(command));
        if (isExecutable(path)) {
          return path.toString();
        }
      } else if (searchPath.stream()
          .anyMatch(folder -> !folder.isEmpty() && isExecutable(Path.of(folder, command)))) {
        return command;
      }
    } catch (InvalidPathException e) {
      // as if it were not there
    }
    throw fields.invalid(
        "exec.command",
        "is \"%s\", which is not installed%s".formatted(command, hint(fields, exec)));
  }

  /** Not out of an object, of which no problem repeats anything. */
  private static String hint(Fields fields, ExecConfig exec) {
    String hint = exec.getInstallHint();
    boolean local = fields.document().origin() instanceof KubeconfigOrigin.LocalFile;
    return hint == null || !local ? "" : ". " + hint.strip();
  }

  private static boolean isExecutable(Path path) {
    return Files.isRegularFile(path) && Files.isExecutable(path);
  }

  private static String execInfo(String apiVersion, ExecConfig exec, Entry<Cluster> cluster) {
    ObjectNode info = JSON.createObjectNode();
    info.put("kind", "ExecCredential").put("apiVersion", apiVersion);
    ObjectNode spec = info.putObject("spec").put("interactive", false);
    if (Boolean.TRUE.equals(exec.getProvideClusterInfo())) {
      clusterInfo(spec.putObject("cluster"), cluster);
    }
    return info.toString();
  }

  private static void clusterInfo(ObjectNode node, Entry<Cluster> entry) {
    Cluster cluster = entry.value();
    node.put("server", cluster.getServer());
    putIfSet(node, "tls-server-name", cluster.getTlsServerName());
    putIfSet(node, "proxy-url", cluster.getProxyUrl());
    putIfSet(node, "certificate-authority-data", authority(entry));
    if (Boolean.TRUE.equals(cluster.getInsecureSkipTlsVerify())) {
      node.put("insecure-skip-tls-verify", true);
    }
    if (cluster.getExtensions() != null) {
      cluster.getExtensions().stream()
          .filter(Objects::nonNull)
          .filter(extension -> "client.authentication.k8s.io/exec".equals(extension.getName()))
          .findFirst()
          .ifPresent(extension -> node.set("config", JSON.valueToTree(extension.getExtension())));
    }
  }

  private static @Nullable String authority(Entry<Cluster> entry) {
    String file = entry.value().getCertificateAuthority();
    if (entry.value().getCertificateAuthorityData() != null || file == null || file.isEmpty()) {
      return entry.value().getCertificateAuthorityData();
    }
    try {
      Fields fields = new Fields(entry.document(), "cluster", entry.name());
      return Base64.getEncoder()
          .encodeToString(Files.readAllBytes(fields.file("certificate-authority", file)));
    } catch (IOException e) {
      return null;
    }
  }

  private static void putIfSet(ObjectNode node, String field, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      node.put(field, value);
    }
  }

  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }
}

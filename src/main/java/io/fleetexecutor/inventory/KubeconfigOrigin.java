package io.fleetexecutor.inventory;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where a kubeconfig comes from, which says what it may have of this machine. */
sealed interface KubeconfigOrigin {

  /** For people, in front of every problem. */
  String name();

  /** A file that it names; empty where it may name none. */
  Optional<Path> resolve(String other);

  /** Whether it may have this credential plugin run. */
  boolean mayRun(String command);

  /** Whether it may set this variable of a plugin's environment. */
  boolean maySet(String variable);

  /** A value out of it, for people. */
  String shown(String value);

  /** What is wrong with a field of an entry, for people. */
  default String problem(String type, String entry, String field, String problem) {
    return "%s: %s \"%s\": %s %s".formatted(name(), type, entry, field, problem);
  }

  /** A file of this machine, which is trusted. */
  record LocalFile(Path path) implements KubeconfigOrigin {
    @Override
    public String name() {
      return path.toString();
    }

    /** Paths in a kubeconfig are relative to the file that names them. */
    @Override
    public Optional<Path> resolve(String other) {
      return Optional.of(path.toAbsolutePath().resolveSibling(other).normalize());
    }

    @Override
    public boolean mayRun(String command) {
      return true;
    }

    @Override
    public boolean maySet(String variable) {
      return true;
    }

    @Override
    public String shown(String value) {
      return "\"" + value + "\"";
    }
  }

  /**
   * An object of a management cluster: it names no file, has only the allowed commands run, and no
   * problem repeats what is in it.
   *
   * @param fields what the fields of a kubeconfig are called in it; empty: the same
   */
  record RemoteObject(String name, Set<String> commands, Map<String, String> fields)
      implements KubeconfigOrigin {
    // Whom to be, and where: others may make an interpreter or a loader run what they hold.
    private static final Set<String> VARIABLES =
        Set.of(
            "AAD_LOGIN_METHOD",
            "AAD_SERVICE_PRINCIPAL_CLIENT_ID",
            "AAD_SERVICE_PRINCIPAL_CLIENT_SECRET",
            "AWS_ACCESS_KEY_ID",
            "AWS_DEFAULT_REGION",
            "AWS_PROFILE",
            "AWS_REGION",
            "AWS_ROLE_ARN",
            "AWS_ROLE_SESSION_NAME",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN",
            "AWS_STS_REGIONAL_ENDPOINTS",
            "AZURE_CLIENT_ID",
            "AZURE_CLIENT_SECRET",
            "AZURE_ENVIRONMENT",
            "AZURE_SUBSCRIPTION_ID",
            "AZURE_TENANT_ID",
            "USE_GKE_GCLOUD_AUTH_PLUGIN");

    public RemoteObject {
      commands = Set.copyOf(commands);
      fields = Map.copyOf(fields);
    }

    @Override
    public Optional<Path> resolve(String other) {
      return Optional.empty();
    }

    @Override
    public boolean mayRun(String command) {
      return commands.contains(command);
    }

    @Override
    public boolean maySet(String variable) {
      return VARIABLES.contains(variable);
    }

    @Override
    public String shown(String value) {
      return "\"…\"";
    }

    @Override
    public String problem(String type, String entry, String field, String problem) {
      String known = fields.get(field);
      return known == null
          ? KubeconfigOrigin.super.problem(type, entry, field, problem)
          : "%s: %s %s".formatted(name, known, problem);
    }
  }
}

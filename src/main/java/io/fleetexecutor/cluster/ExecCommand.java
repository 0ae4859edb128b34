package io.fleetexecutor.cluster;

import java.util.List;
import java.util.Map;

/**
 * The command line of a credential plugin.
 *
 * @param apiVersion {@code client.authentication.k8s.io/v1} or {@code v1beta1}
 * @param environment added to that of this process
 * @param execInfo what the plugin finds in {@code KUBERNETES_EXEC_INFO}
 */
public record ExecCommand(
    String apiVersion,
    String executable,
    List<String> arguments,
    Map<String, String> environment,
    String execInfo) {

  public ExecCommand {
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
  }

  @Override
  public String toString() {
    return executable;
  }
}

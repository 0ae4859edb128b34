package io.fleetexecutor.inventory;

/** Names a field of a kubeconfig entry in an error. */
record Fields(KubeconfigFile file, String type, String name) {

  InvalidContextException invalid(String field, String problem) {
    return new InvalidContextException(
        "%s: %s \"%s\": %s %s".formatted(file.path(), type, name, field, problem));
  }
}

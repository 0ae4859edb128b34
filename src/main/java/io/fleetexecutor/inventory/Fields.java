package io.fleetexecutor.inventory;

import java.nio.file.Path;

/** Names a field of a kubeconfig entry in an error. */
record Fields(KubeconfigDocument document, String type, String name) {

  InvalidContextException invalid(String field, String problem) {
    return new InvalidContextException(document.origin().problem(type, name, field, problem));
  }

  /** A value as it may be shown. */
  String shown(String value) {
    return document.origin().shown(value);
  }

  /** The file that a field names, where it may name one. */
  Path file(String field, String path) {
    return document
        .origin()
        .resolve(path)
        .orElseThrow(
            () ->
                invalid(
                    field,
                    "names a file of this machine, which only a kubeconfig file may; put its"
                        + " content in its place"));
  }
}

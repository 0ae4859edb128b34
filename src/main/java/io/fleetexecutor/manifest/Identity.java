package io.fleetexecutor.manifest;

import io.fleetexecutor.model.Manifest;

/** What makes two manifests the same object, whatever version of its API each uses. */
record Identity(String group, String kind, String namespace, String name) {

  static Identity of(Manifest manifest) {
    int slash = manifest.apiVersion().indexOf('/');
    String group = slash < 0 ? "" : manifest.apiVersion().substring(0, slash);
    return new Identity(group, manifest.kind(), manifest.namespace(), manifest.name());
  }

  @Override
  public String toString() {
    return "%s \"%s\"".formatted(kind, namespace.isEmpty() ? name : namespace + "/" + name);
  }
}

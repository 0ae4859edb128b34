package io.fleetexecutor.inventory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes kubeconfigs for tests. */
final class KubeconfigText {

  private final StringBuilder clusters = new StringBuilder();
  private final StringBuilder users = new StringBuilder();
  private final StringBuilder contexts = new StringBuilder();

  /**
   * @param fields lines of YAML
   */
  KubeconfigText cluster(String name, String fields) {
    clusters.append("- name: ").append(name).append("\n  cluster:\n").append(fields.indent(4));
    return this;
  }

  KubeconfigText user(String name, String fields) {
    users.append("- name: ").append(name).append("\n  user:\n").append(fields.indent(4));
    return this;
  }

  KubeconfigText context(String name, String cluster, String user, String namespace) {
    contexts.append(
        "- name: %s%n  context: {cluster: \"%s\", user: \"%s\", namespace: \"%s\"}%n"
            .formatted(name, cluster, user, namespace));
    return this;
  }

  String text() {
    return "apiVersion: v1\nkind: Config\n"
        + section("clusters", clusters)
        + section("users", users)
        + section("contexts", contexts);
  }

  private static String section(String name, CharSequence entries) {
    return entries.isEmpty() ? "" : name + ":\n" + entries;
  }

  Path write(Path folder, String name) throws IOException {
    return Files.writeString(folder.resolve(name), text());
  }
}

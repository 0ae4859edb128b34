package io.fleetexecutor.system;

import io.fleetexecutor.v1.ListResources;
import java.util.stream.Stream;

/** What reads, in a namespace that nothing changes. */
final class ReadComparisons {
  static final String NAMESPACE = "compared-reads";

  private ReadComparisons() {}

  static Stream<Comparison> all() {
    return Stream.of(
        one("get configmap config-1", "configmap", "config-1"),
        list("get configmaps", of("configmaps")),
        list("get cm -l parity=odd", of("cm").setLabelSelector("parity=odd")),
        list(
            "get cm --field-selector metadata.name=config-2",
            of("cm").setFieldSelector("metadata.name=config-2")),
        everywhere("get configmaps -A", "configmaps"),
        everywhere("get namespaces", "namespaces"),
        new SameObjects("get namespace " + NAMESPACE, Requests.get("ns", "", NAMESPACE)),
        list("get wdg", of("wdg")),
        list("get widgets.example.com", of("widgets.example.com")),
        one("get widget my-widget", "widget", "my-widget"),
        table("get deployments", of("deployments")),
        table("get deployments -o wide", of("deploy")),
        table("get pods -o wide", of("po")),
        table("get configmaps -l parity=even", of("cm").setLabelSelector("parity=even")),
        table("get widgets", of("widgets")),
        new SameTable(
            inNamespace("get configmap config-1"), Requests.get("cm", NAMESPACE, "config-1")),
        new SameTable("get nodes -o wide", Requests.list("nodes")),
        new SameTable("get configmaps -A", Requests.list("configmaps")),
        new RefusedByBoth(
            "get nothings",
            "the server doesn't have a resource type \"nothings\"",
            "KIND_NOT_FOUND",
            "the server doesn't have a resource type \"nothings\"",
            Requests.list("nothings")),
        SameRefusal.of(inNamespace("get configmap none"), 404, get("configmap", "none")),
        SameRefusal.of(
            inNamespace("get pods --field-selector spec.colour=blue"),
            400,
            Requests.list(of("pods").setFieldSelector("spec.colour=blue"))));
  }

  private static Comparison one(String command, String kind, String name) {
    return new SameObjects(inNamespace(command), get(kind, name));
  }

  private static Comparison list(String command, ListResources.Builder list) {
    return new SameObjects(inNamespace(command), Requests.list(list));
  }

  private static Comparison everywhere(String command, String kind) {
    return new SameObjects(command, Requests.list(kind));
  }

  private static Comparison table(String command, ListResources.Builder list) {
    return new SameTable(inNamespace(command), Requests.list(list));
  }

  private static String inNamespace(String command) {
    return command + " -n " + NAMESPACE;
  }

  private static Requests get(String kind, String name) {
    return Requests.get(kind, NAMESPACE, name);
  }

  private static ListResources.Builder of(String kind) {
    return ListResources.newBuilder().setKind(kind).setNamespace(NAMESPACE);
  }
}

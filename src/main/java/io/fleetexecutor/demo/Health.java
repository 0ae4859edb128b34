package io.fleetexecutor.demo;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.stream.Collectors;

/** The health endpoints: a simulated API server that answers is well. */
final class Health {

  private static final List<String> CHECKS = List.of("ping", "log", "etcd");

  private Health() {}

  static boolean serves(String path) {
    return List.of("/healthz", "/livez", "/readyz").contains(path);
  }

  static String report(String path, MultiMap parameters) {
    if (!parameters.contains("verbose")) {
      return "ok";
    }
    return CHECKS.stream()
        .map(check -> "[+]" + check + " ok\n")
        .collect(Collectors.joining("", "", path.substring(1) + " check passed\n"));
  }
}

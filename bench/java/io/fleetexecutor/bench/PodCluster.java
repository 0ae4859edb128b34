package io.fleetexecutor.bench;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** A real API server that has nothing but pods. */
record PodCluster(Config config) {

  void fill(int pods) throws InterruptedException, ExecutionException {
    try (KubernetesClient client = new KubernetesClientBuilder().withConfig(config).build();
        var workers = Executors.newFixedThreadPool(8)) {
      List<Callable<Pod>> creations =
          IntStream.range(0, pods)
              .<Callable<Pod>>mapToObj(i -> () -> client.resource(pod(i)).create())
              .toList();
      for (Future<Pod> created : workers.invokeAll(creations)) {
        created.get();
      }
    }
  }

  private static Pod pod(int i) {
    return new PodBuilder()
        .withNewMetadata()
        .withName("pod-%05d".formatted(i))
        .withNamespace("default")
        .withLabels(Map.of("app", "app-" + i % 50, "tier", "backend"))
        .endMetadata()
        .withNewSpec()
        .addNewContainer()
        .withName("main")
        .withImage("registry.example.com/app:" + i % 7)
        .addNewEnv()
        .withName("LEVEL")
        .withValue("info")
        .endEnv()
        .addNewPort()
        .withContainerPort(8080)
        .endPort()
        .endContainer()
        .endSpec()
        .build();
  }

  /** One download of all pods as JSON without line breaks, which browsers and curl alone get. */
  double curlMillis() throws IOException, InterruptedException {
    Process curl =
        new ProcessBuilder(
                List.of(
                    "curl",
                    "-sS",
                    "-A",
                    "bench",
                    "--cacert",
                    config.getCaCertFile(),
                    "-H",
                    "Authorization: Bearer " + config.getAutoOAuthToken(),
                    "-o",
                    "/dev/null",
                    "-w",
                    "%{http_code} %{time_total}",
                    config.getMasterUrl() + "api/v1/pods"))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String told = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    curl.waitFor();
    if (!told.startsWith("200 ")) {
      throw new IllegalStateException("curl: " + told);
    }
    return Double.parseDouble(told.substring(4)) * 1000;
  }
}

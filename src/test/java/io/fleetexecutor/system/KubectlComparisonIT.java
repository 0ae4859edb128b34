package io.fleetexecutor.system;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The same results as kubectl has, field by field. */
@RealClusters
class KubectlComparisonIT {
  private static final int SET = 3;

  @TempDir static Path directory;
  static KubeClusters clusters;
  static BothClients admin;
  static BothClients viewer;

  @BeforeAll
  static void start() throws Exception {
    assumeTrue(Kubectl.isOnThePath(), "no kubectl on the path");
    clusters = KubeClusters.start(1, 1, SET);
    admin = clients(clusters.kubeconfig());
    viewer = clients(clusters.viewerKubeconfig());
    try (var content = ClusterContent.of(clusters)) {
      content.namespace(ReadComparisons.NAMESPACE);
      content.configMaps(ReadComparisons.NAMESPACE, 4);
      content.customResource(ReadComparisons.NAMESPACE, "my-widget");
    }
    String inNamespace = " -n " + ReadComparisons.NAMESPACE;
    String workloads =
        Yaml.documents(
            ComparedManifests.deployment(2),
            ComparedManifests.pausedDeployment("paused"),
            ComparedManifests.idleReplicaSet("idle"),
            ComparedManifests.daemonSet().replace("web", "agent"));
    admin.kubectl().run("apply -f -" + inNamespace, workloads).succeeded();
    for (String field : List.of("a", "b")) {
      admin
          .kubectl()
          .run(
              "apply --server-side --field-manager=owner-of-" + field + " -f -" + inNamespace,
              ComparedManifests.configMap("disputed", field + ": '1'"))
          .succeeded();
    }
    admin.kubectl().run("rollout status deployment web" + inNamespace).succeeded();
  }

  private static BothClients clients(Path kubeconfig) throws Exception {
    return new BothClients(
        new Kubectl(kubeconfig, Files.createTempDirectory(directory, "kubectl")),
        ServiceProcess.on(kubeconfig));
  }

  @AfterAll
  static void stop() {
    if (viewer != null) {
      viewer.service().close();
    }
    if (admin != null) {
      admin.service().close();
    }
    if (clusters != null) {
      clusters.close();
    }
  }

  @TestFactory
  Stream<DynamicTest> reads() {
    return ReadComparisons.all().map(comparison -> comparison.on(admin));
  }

  @TestFactory
  Stream<DynamicTest> whatAUserWithoutRightsMayNotDo() {
    return ForbiddenComparisons.all().map(comparison -> comparison.on(viewer));
  }

  @TestFactory
  Stream<DynamicTest> patches() {
    return PatchComparisons.all().map(comparison -> comparison.on(admin));
  }

  @TestFactory
  Stream<DynamicTest> applies() {
    return ApplyComparisons.all().map(comparison -> comparison.on(admin));
  }

  @TestFactory
  Stream<DynamicTest> refusedApplies() {
    return ApplyComparisons.refused().map(comparison -> comparison.on(admin));
  }

  @TestFactory
  Stream<DynamicTest> deletes() {
    return DeleteComparisons.all().map(comparison -> comparison.on(admin));
  }

  @TestFactory
  Stream<DynamicTest> scalesAndRestarts() {
    return WorkloadComparisons.all().map(comparison -> comparison.on(admin));
  }

  @TestFactory
  Stream<DynamicTest> waits() {
    return WaitComparisons.all().map(comparison -> comparison.on(admin));
  }

  @TestFactory
  Stream<DynamicTest> rawRequests() {
    return RawComparisons.all().map(comparison -> comparison.on(admin));
  }
}

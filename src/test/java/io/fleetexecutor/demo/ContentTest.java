package io.fleetexecutor.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentTest {

  private static final FleetProfile PROFILE = FleetProfile.of(12);

  @ParameterizedTest
  @EnumSource(ApiResource.class)
  void theSameNumberMakesTheSameContent(ApiResource resource) {
    byte[] first = Json.bytes(resource.objects(Traits.of(5, PROFILE)));
    assertThat(Json.bytes(resource.objects(Traits.of(5, PROFILE)))).isEqualTo(first);
    assertThat(Json.bytes(resource.objects(Traits.of(6, PROFILE)))).isNotEqualTo(first);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 6, 9})
  void everyOwnerExists(int number) {
    Traits cluster = Traits.of(number, PROFILE);
    Map<String, HasMetadata> byUid = new HashMap<>();
    for (ApiResource resource : ApiResource.values()) {
      resource.objects(cluster).forEach(object -> byUid.put(object.getMetadata().getUid(), object));
    }
    List<OwnerReference> owners =
        byUid.values().stream()
            .flatMap(object -> object.getMetadata().getOwnerReferences().stream())
            .toList();
    assertThat(owners).isNotEmpty();
    for (OwnerReference owner : owners) {
      assertThat(byUid)
          .hasEntrySatisfying(
              owner.getUid(),
              object -> {
                assertThat(object.getMetadata().getName()).isEqualTo(owner.getName());
                assertThat(object.getKind()).isEqualTo(owner.getKind());
              });
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 6, 9})
  void podsAreAsManyAsTheirDeploymentsSay(int number) {
    Traits cluster = Traits.of(number, PROFILE);
    for (Deployment deployment : Deployments.of(cluster)) {
      List<Pod> pods = Pods.of(cluster).stream().filter(pod -> matches(deployment, pod)).toList();
      assertThat(pods).hasSize(deployment.getSpec().getReplicas());
      assertThat(pods.stream().filter(ContentTest::ready))
          .hasSize(deployment.getStatus().getAvailableReplicas());
    }
  }

  @Test
  void podsRunOnNodesOfTheirCluster() {
    Traits cluster = Traits.of(8, PROFILE);
    Set<String> nodes = new HashSet<>();
    Nodes.of(cluster).forEach(node -> nodes.add(node.getMetadata().getName()));
    assertThat(Pods.of(cluster))
        .allSatisfy(pod -> assertThat(nodes).contains(pod.getSpec().getNodeName()));
  }

  @ParameterizedTest
  @EnumSource(ApiResource.class)
  void keysAreUniqueAndSorted(ApiResource resource) {
    List<String> keys =
        resource.objects(Traits.of(2, PROFILE)).stream().map(ApiResource::key).toList();
    assertThat(keys).doesNotHaveDuplicates().isSortedAccordingTo(Comparator.naturalOrder());
  }

  @Test
  void aFewClustersDiffer() {
    assertThat(Stream.of(1, 2, 3, 4, 8).filter(number -> image(number).equals("nginx:1.24.0")))
        .containsExactly(3, 8);
  }

  private static String image(int number) {
    return Catalog.of(Traits.of(number, PROFILE)).stream()
        .filter(workload -> workload.name().equals("web"))
        .map(Workload::image)
        .findFirst()
        .orElseThrow();
  }

  private static boolean matches(Deployment deployment, Pod pod) {
    return pod.getMetadata().getNamespace().equals(deployment.getMetadata().getNamespace())
        && pod.getMetadata()
            .getLabels()
            .entrySet()
            .containsAll(deployment.getSpec().getSelector().getMatchLabels().entrySet());
  }

  private static boolean ready(Pod pod) {
    return pod.getStatus().getConditions().stream()
        .anyMatch(
            condition ->
                condition.getType().equals("Ready") && condition.getStatus().equals("True"));
  }
}

package io.fleetexecutor.manifest;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fleetexecutor.model.Manifest;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What the tests of manifests and patches share. */
final class Sources {
  private Sources() {}

  static String configMap(String name, String data) {
    return "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: %s}\n%s\n".formatted(name, data);
  }

  static String json(String source) throws ManifestException {
    List<Manifest> manifests = Manifests.parse(source);
    if (manifests.size() != 1) {
      throw new AssertionError(manifests);
    }
    return manifests.getFirst().json();
  }

  static List<String> problemsOf(String source) {
    return problems(() -> Manifests.parse(source));
  }

  static List<String> problems(ThrowingCallable call) {
    List<String> problems = new ArrayList<>();
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ManifestException.class,
            e -> e.problems().forEach(problem -> problems.add(problem.description())));
    return problems;
  }
}

package io.fleetexecutor.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.fleetexecutor.fuzz.Inputs;
import io.fleetexecutor.fuzz.WellFormed;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

class RawPathFuzzTest {

  static List<byte[]> seeds() {
    return Inputs.texts(
        "/api/v1/namespaces/a/pods?limit=5&labelSelector=a%3Db",
        "/apis/apps/v1/deployments/..;/x",
        "/a/%2e%2E/b%2f..",
        "//host/a",
        "/[a]?[b]#c",
        "https://host/");
  }

  @MethodSource("seeds")
  @FuzzTest
  void aTextIsAPathThatStaysOnItsServerOrIsRefused(byte[] input) {
    var violations = new Violations();
    new RawPath(violations, "path").check(Inputs.text(input));
    violations.found().forEach(each -> WellFormed.check(each.description()));
    if (violations.found().isEmpty()) {
      URI uri = URI.create("https://server:6443" + Inputs.text(input));
      assertThat(uri.getRawAuthority()).isEqualTo("server:6443");
      assertThat(uri.getRawPath().split("/")).doesNotContain(".", "..");
      assertThat(uri.getRawFragment()).isNull();
    }
  }

  @Test
  void soIsWhatIsNearToOne() {
    Inputs.near(seeds(), this::aTextIsAPathThatStaysOnItsServerOrIsRefused);
  }
}

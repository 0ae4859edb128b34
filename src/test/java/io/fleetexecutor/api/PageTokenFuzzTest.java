package io.fleetexecutor.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.fleetexecutor.fuzz.Inputs;
import io.fleetexecutor.log.EntryKey;
import io.fleetexecutor.v1.ListClusterResultsRequest;
import io.fleetexecutor.v1.ListExecutionsRequest;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

class PageTokenFuzzTest {

  static List<byte[]> seeds() {
    return Inputs.texts(
        "0 42",
        "0 -1",
        "0 2026-01-01T00:00:00Z 3f2a1c9e-5b7d-4e8f-9a0b-1c2d3e4f5a6b",
        "0 +1000000000-12-31T23:59:59.999999999Z a",
        "0 prod-eu-1",
        "1 a",
        "MCA0Mg");
  }

  @MethodSource("seeds")
  @FuzzTest
  void aTokenTellsAPlaceThatThereCanBeOrIsRefused(byte[] input) {
    read(Inputs.text(input));
    read(Base64.getUrlEncoder().encodeToString(input));
  }

  private static void read(String token) {
    var ofResults = new Violations();
    ResultQuery results =
        ResultQuery.read(
            ListClusterResultsRequest.newBuilder().setPageToken(token).build(), ofResults);
    assertThat(results.after()).isNotNegative();

    var ofExecutions = new Violations();
    EntryKey after =
        ExecutionQuery.read(
                ListExecutionsRequest.newBuilder().setPageToken(token).build(), ofExecutions)
            .after();
    assertThat(after == null).isEqualTo(token.isEmpty() || !ofExecutions.found().isEmpty());
  }

  @Test
  void soIsWhatIsNearToOne() {
    Inputs.near(seeds(), this::aTokenTellsAPlaceThatThereCanBeOrIsRefused);
  }
}

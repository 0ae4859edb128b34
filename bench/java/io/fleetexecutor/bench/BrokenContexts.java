package io.fleetexecutor.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Kubeconfig files with many contexts of a cluster that does not exist: each is reported as
 * unreachable at once, without any request.
 */
final class BrokenContexts {
  private static final int CONTEXTS_PER_FILE = 5_000;

  private BrokenContexts() {}

  /** The value of KUBECONFIG. */
  static String write(int contexts) throws IOException {
    List<String> files = new ArrayList<>();
    for (int first = 0; first < contexts; first += CONTEXTS_PER_FILE) {
      Path file = Files.createTempFile("bench", ".kubeconfig");
      file.toFile().deleteOnExit();
      String entries =
          IntStream.range(first, Math.min(contexts, first + CONTEXTS_PER_FILE))
              .mapToObj("- {name: cluster-%06d, context: {cluster: none}}"::formatted)
              .collect(Collectors.joining("\n"));
      files.add(Files.writeString(file, "contexts:\n" + entries + "\n").toString());
    }
    return String.join(":", files);
  }
}

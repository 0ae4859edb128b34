package io.fleetexecutor.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The same work as a script does it: {@code xargs -P} and one kubectl for each cluster. */
final class Kubectl {
  /** Bash's own time: wall clock, and the CPU time of xargs and all kubectls. */
  private static final String SCRIPT =
      """
      TIMEFORMAT='%3R %3U %3S'
      time xargs -P "$1" -I{} "$2" get pods -A -o json --context {} >"$3"
      """;

  /** What one run took. */
  record Run(Duration wall, Duration cpu) {}

  private final Path executable;
  private final Path kubeconfig;
  private final Path home;

  Kubectl(Path executable, Path kubeconfig) throws IOException {
    this.executable = executable;
    this.kubeconfig = kubeconfig;
    this.home = Files.createDirectories(Path.of("target/bench/kubectl").toAbsolutePath());
  }

  Run run(List<String> contexts, int parallel) throws IOException, InterruptedException {
    Path names = Files.write(home.resolve("contexts"), contexts);
    Path output = home.resolve("output");
    var builder =
        new ProcessBuilder(
                "bash",
                "-ec",
                SCRIPT,
                "bash",
                Integer.toString(parallel),
                executable.toString(),
                output.toString())
            .redirectInput(names.toFile());
    builder.environment().put("KUBECONFIG", kubeconfig.toString());
    // Discovery is cached here, as between the runs of a user.
    builder.environment().put("HOME", home.toString());
    Process process = builder.start();
    String time =
        new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (process.waitFor() != 0 || Files.size(output) == 0) {
      throw new IllegalStateException("kubectl failed: " + time);
    }
    String[] seconds = time.split(" ");
    return new Run(seconds(seconds[0]), seconds(seconds[1]).plus(seconds(seconds[2])));
  }

  private static Duration seconds(String text) {
    return Duration.ofMillis(Math.round(Double.parseDouble(text) * 1000));
  }
}

package io.fleetexecutor.system;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs kubectl on the current context of a kubeconfig.
 *
 * @param directory for what it reads, prints and remembers
 */
record Kubectl(Path kubeconfig, Path directory) {
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  static boolean isOnThePath() {
    return Stream.of(System.getenv("PATH").split(Pattern.quote(File.pathSeparator), -1))
        .anyMatch(entry -> Files.isExecutable(Path.of(entry, "kubectl")));
  }

  KubectlRun run(String command) {
    return run(command, "");
  }

  /**
   * @param command without "kubectl"; words with spaces in single quotes
   */
  KubectlRun run(String command, String input) {
    return start(command, input).await();
  }

  Started start(String command, String input) {
    try {
      Path in = Files.writeString(Files.createTempFile(directory, "in", ""), input);
      Path out = Files.createTempFile(directory, "out", "");
      Path err = Files.createTempFile(directory, "err", "");
      Process process =
          new ProcessBuilder(words(command))
              .redirectInput(in.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      return new Started(command, process, out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<String> words(String command) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "kubectl",
                "--kubeconfig=" + kubeconfig,
                "--cache-dir=" + directory.resolve("cache")));
    WORD.matcher(command)
        .results()
        .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
        .forEach(words::add);
    return words;
  }

  record Started(String command, Process process, Path out, Path err) {

    KubectlRun await() {
      try {
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
          process.destroyForcibly();
          throw new IllegalStateException("kubectl " + command + " hangs");
        }
        return new KubectlRun(
            command, process.exitValue(), Files.readString(out), Files.readString(err));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }
}

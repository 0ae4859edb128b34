package io.fleetexecutor.cluster;

import io.fleetexecutor.cluster.CachedCredential.Expiring;
import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.ErrorCode;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Runs a credential plugin to its end, for a bounded time and with bounded output; blocks. What the
 * plugin prints to its standard output is a secret, and no error repeats it.
 */
record ExecPlugin(ExecCommand command, Duration timeout) implements CachedCredential.Source {

  private static final int MAX_OUTPUT_BYTES = 1 << 20;
  private static final int MAX_ERROR_BYTES = 4 << 10;

  /** What is shorter is in any text by chance. */
  private static final int SHORTEST_SECRET = 4;

  @Override
  public Expiring obtain() {
    Process process = start();
    long deadline = System.nanoTime() + timeout.toNanos();
    try (InputStream output = process.getInputStream();
        InputStream errors = process.getErrorStream()) {
      FutureTask<byte[]> printed = read(() -> output.readNBytes(MAX_OUTPUT_BYTES + 1));
      FutureTask<byte[]> complaints = read(() -> firstOf(errors));
      byte[] json = await(printed, deadline);
      if (json.length > MAX_OUTPUT_BYTES) {
        throw failure("printed more than " + MAX_OUTPUT_BYTES + " bytes");
      }
      if (!process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        throw new TimeoutException();
      }
      if (process.exitValue() != 0) {
        String text = withoutGiven(new String(await(complaints, deadline), StandardCharsets.UTF_8));
        throw failure("exited with " + process.exitValue() + ": " + StatusFailures.excerpt(text));
      }
      return ExecCredential.parse(json, command.apiVersion());
    } catch (TimeoutException e) {
      throw failure("did not finish within " + timeout.toSeconds() + " s");
    } catch (ExecCredential.InvalidException e) {
      throw failure(e.problem());
    } catch (IOException | ExecutionException e) {
      throw failure("could not be read");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure("was interrupted");
    } finally {
      kill(process.toHandle());
    }
  }

  /** A complaint may repeat what the plugin was given, which may be a secret. */
  private String withoutGiven(String complaint) {
    return Stream.concat(
            command.environment().values().stream(),
            command.arguments().stream().map(ExecPlugin::value))
        .filter(given -> given.length() >= SHORTEST_SECRET)
        .sorted(Comparator.comparing(String::length).reversed())
        .reduce(complaint, (text, given) -> text.replace(given, "…"));
  }

  /** Of {@code --flag=value} the value; a flag has none. */
  private static String value(String argument) {
    return argument.startsWith("-")
        ? argument.substring(
            argument.indexOf('=') < 0 ? argument.length() : argument.indexOf('=') + 1)
        : argument;
  }

  /** From the top, so that no parent goes on to its next child. */
  private static void kill(ProcessHandle process) {
    List<ProcessHandle> children = process.children().toList();
    process.destroyForcibly();
    children.forEach(ExecPlugin::kill);
  }

  private Process start() {
    List<String> line = new ArrayList<>();
    line.add(command.executable());
    line.addAll(command.arguments());
    ProcessBuilder builder = new ProcessBuilder(line);
    builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    builder.environment().putAll(command.environment());
    builder.environment().put("KUBERNETES_EXEC_INFO", command.execInfo());
    try {
      return builder.start();
    } catch (IOException e) {
      throw failure("could not be started");
    }
  }

  private static FutureTask<byte[]> read(Callable<byte[]> reader) {
    FutureTask<byte[]> task = new FutureTask<>(reader);
    Thread.ofVirtual().name("exec-plugin-output").start(task);
    return task;
  }

  /** The first of what it complains; it may write more without waiting for a reader. */
  private static byte[] firstOf(InputStream errors) throws IOException {
    byte[] first = errors.readNBytes(MAX_ERROR_BYTES);
    errors.transferTo(OutputStream.nullOutputStream());
    return first;
  }

  private static byte[] await(FutureTask<byte[]> task, long deadline)
      throws InterruptedException, ExecutionException, TimeoutException {
    return task.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
  }

  private ClusterFailure failure(String problem) {
    return ClusterFailure.of(
        ClusterState.DENIED,
        ErrorCode.UNAUTHENTICATED,
        "EXEC_PLUGIN_FAILED",
        "the credential plugin " + command.executable() + " " + problem);
  }
}

package io.fleetexecutor.cli.token;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A program that prints a token, run without a shell and without input; its standard error is that
 * of this process. A token is kept until shortly before it expires, or where that is not known, for
 * a minute.
 */
public final class TokenCommand implements TokenSource {
  private static final int MAX_OUTPUT_BYTES = 1 << 20;
  private static final Duration LEEWAY = Duration.ofSeconds(30);
  private static final Duration UNKNOWN_LIFETIME = Duration.ofMinutes(1);

  /** What plugins for kubectl look for. */
  private static final String EXEC_INFO =
      """
      {"kind":"ExecCredential","apiVersion":"client.authentication.k8s.io/v1",\
      "spec":{"interactive":false}}""";

  private final List<String> words;
  private final InstantSource clock;
  private final String origin;
  private Instant end = Instant.MIN;
  private @Nullable String kept;

  private TokenCommand(List<String> words, InstantSource clock) {
    this.words = words;
    this.clock = clock;
    this.origin = "the token command '" + words.getFirst() + "'";
  }

  /**
   * @param line the program and its arguments, with white space between them
   */
  public static TokenCommand of(String line, InstantSource clock) {
    return new TokenCommand(List.of(line.strip().split("\\s+")), clock);
  }

  @Override
  public synchronized String token() throws TokenException {
    Instant now = clock.instant();
    String token = kept;
    if (token == null || !now.isBefore(end)) {
      ExpiringToken printed = TokenOutput.parse(output(), origin);
      token = printed.value();
      kept = token;
      Instant expiry = printed.expiry();
      end = expiry == null ? now.plus(UNKNOWN_LIFETIME) : expiry.minus(LEEWAY);
    }
    return token;
  }

  private byte[] output() throws TokenException {
    Process process = start();
    try (InputStream output = process.getInputStream()) {
      process.getOutputStream().close();
      byte[] printed = output.readNBytes(MAX_OUTPUT_BYTES + 1);
      if (printed.length > MAX_OUTPUT_BYTES) {
        throw new TokenException(origin + " printed more than " + MAX_OUTPUT_BYTES + " bytes");
      }
      int code = process.waitFor();
      if (code != 0) {
        throw new TokenException(origin + " exited with " + code);
      }
      return printed;
    } catch (IOException e) {
      throw new TokenException(origin + " could not be read: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TokenException(origin + " was interrupted", e);
    } finally {
      process.destroy();
    }
  }

  private Process start() throws TokenException {
    ProcessBuilder builder =
        new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("KUBERNETES_EXEC_INFO", EXEC_INFO);
    try {
      return builder.start();
    } catch (IOException e) {
      // Its message repeats the arguments, which may be secret.
      throw new TokenException(
          origin + " could not be started; is it installed, and may it be executed?", e);
    }
  }
}

package io.fleetexecutor.testing;

import static org.assertj.core.api.Assertions.fail;

import io.fleetexecutor.cluster.BodyReader;
import io.vertx.core.buffer.Buffer;
import java.util.function.IntFunction;

/** Feeds a reader with an answer that has no end. */
public final class EndlessAnswer {
  private static final int CHUNK = 16 << 10;
  private static final int MOST = 16 << 20;

  private EndlessAnswer() {}

  /**
   * Returns once the reader wants no more; a reader that takes 16 MiB fails the test.
   *
   * @param element is given how many there were before
   */
  public static void feed(BodyReader<?> reader, String start, IntFunction<String> element) {
    StringBuilder chunk = new StringBuilder(start);
    long fed = 0;
    for (int i = 0; fed < MOST; i++) {
      chunk.append(element.apply(i));
      if (chunk.length() >= CHUNK) {
        fed += chunk.length();
        if (!reader.read(Buffer.buffer(chunk.toString()))) {
          return;
        }
        chunk.setLength(0);
      }
    }
    fail("the reader took " + fed + " bytes");
  }
}

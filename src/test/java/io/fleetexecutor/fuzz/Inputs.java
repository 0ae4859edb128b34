package io.fleetexecutor.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Inputs for fuzz tests where nothing guides them: the same ones each time. */
public final class Inputs {
  private static final int COUNT = 400;
  private static final int SEEDS = 16;
  private static final int LONGEST = 1_024;

  private Inputs() {}

  public static List<byte[]> texts(String... texts) {
    return Stream.of(texts).map(text -> text.getBytes(StandardCharsets.UTF_8)).toList();
  }

  /** As a text comes out of a message, in which no character is half. */
  public static String text(byte[] input) {
    return new String(input, StandardCharsets.UTF_8);
  }

  /** Texts that are almost one of these. */
  public static void near(List<byte[]> seeds, Consumer<byte[]> target) {
    List<String> samples = seeds.stream().map(Inputs::text).toList();
    random(
        input -> target.accept(new Choices(input).text(samples).getBytes(StandardCharsets.UTF_8)));
  }

  /** Some that decide much, for whoever reads choices out of them. */
  public static List<byte[]> choices() {
    return IntStream.range(0, SEEDS).mapToObj(Inputs::bytes).toList();
  }

  /** Any bytes. */
  public static void random(Consumer<byte[]> target) {
    for (int i = 0; i < COUNT; i++) {
      byte[] input = bytes(i);
      try {
        target.accept(input);
      } catch (Throwable failure) {
        throw new AssertionError(
            "input %d: %s".formatted(i, Base64.getEncoder().encodeToString(input)), failure);
      }
    }
  }

  private static byte[] bytes(int seed) {
    var random = new Random(seed);
    byte[] bytes = new byte[random.nextInt(LONGEST)];
    random.nextBytes(bytes);
    return bytes;
  }
}

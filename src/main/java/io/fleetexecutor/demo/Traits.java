package io.fleetexecutor.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** What a cluster's number decides: equal numbers make equal clusters. */
record Traits(int number, String name, Behaviour behaviour, Duration latency) {

  private static final Instant FIRST_CLUSTER = Instant.parse("2026-01-12T08:00:00Z");
  private static final Duration SLOW = Duration.ofSeconds(3);
  private static final List<String> ENVS = List.of("prod", "staging", "dev");
  private static final List<String> REGIONS =
      List.of("eu-central-1", "us-east-1", "ap-southeast-1", "us-west-2");
  // Without vowels and look-alikes, as in the names that Kubernetes generates.
  private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";

  static Traits of(int number, FleetProfile profile) {
    int digits = Math.max(3, Integer.toString(profile.clusters()).length());
    Behaviour behaviour = profile.specials() ? Behaviour.of(number) : Behaviour.NORMAL;
    Duration latency = profile.latency() != null ? profile.latency() : ownLatency(number);
    return new Traits(
        number,
        "demo-" + "0".repeat(digits - Integer.toString(number).length()) + number,
        behaviour,
        behaviour == Behaviour.SLOW ? SLOW : latency);
  }

  /** Between 20 and 120 ms, well mixed over neighbouring numbers. */
  private static Duration ownLatency(int number) {
    return Duration.ofMillis(20 + new SplittableRandom(number).nextInt(101));
  }

  String env() {
    return ENVS.get((number - 1) % ENVS.size());
  }

  String region() {
    return REGIONS.get((number - 1) / ENVS.size() % REGIONS.size());
  }

  String tier() {
    return number % 2 == 0 ? "standard" : "critical";
  }

  Map<String, String> labels() {
    return Map.of("env", env(), "region", region(), "tier", tier());
  }

  Release release() {
    return Release.of(number);
  }

  int nodes() {
    return 3 + number % 3;
  }

  Instant created() {
    return FIRST_CLUSTER.plus(Duration.ofHours(number % 1000 * 5L));
  }

  /** The version of everything at once: nothing ever changes in a simulated cluster. */
  String resourceVersion() {
    return Integer.toString(100_000 + number * 37);
  }

  /** A number below {@code bound} that depends on the cluster and the given thing. */
  int pick(String thing, int bound) {
    return random(thing).nextInt(bound);
  }

  /** A generated part of a name, as of a pod. */
  String suffix(String thing, int length) {
    SplittableRandom random = random(thing);
    StringBuilder suffix = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      suffix.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return suffix.toString();
  }

  private SplittableRandom random(String thing) {
    return new SplittableRandom(31L * number + ((long) thing.hashCode() << 20));
  }
}

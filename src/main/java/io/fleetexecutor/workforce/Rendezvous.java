package io.fleetexecutor.workforce;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Comparator;

/**
 * Which process a cluster falls to: the same one whoever asks, as long as the same ones are there;
 * when one comes or goes, only the clusters move that fall to it. (Thaler and Ravishankar, Using
 * Name-Based Mappings to Increase Hit Rates, 1998.)
 */
final class Rendezvous {
  private Rendezvous() {}

  /**
   * @param processes at least one
   */
  static String choose(String cluster, Collection<String> processes) {
    return processes.size() == 1
        ? processes.iterator().next()
        : processes.stream()
            .max(Comparator.comparingLong(process -> weight(process, cluster)))
            .orElseThrow();
  }

  private static long weight(String process, String cluster) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(process.getBytes(UTF_8));
      return ByteBuffer.wrap(digest.digest(cluster.getBytes(UTF_8))).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

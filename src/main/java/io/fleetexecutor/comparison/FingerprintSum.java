package io.fleetexecutor.comparison;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One fingerprint of any number of them, the same in whatever order they come. It keeps a few short
 * ones, to tell them, and of all of them the sum of their hashes.
 */
public final class FingerprintSum {
  private static final String SEPARATOR = ", ";

  private final MessageDigest digest = Sha256.digest();
  private final List<String> told = new ArrayList<>();
  private BigInteger sum = BigInteger.ZERO;
  private long count;
  private long length;

  public void add(String fingerprint) {
    count++;
    length += fingerprint.length() + (count == 1 ? 0 : SEPARATOR.length());
    if (count == 1 || length <= Fingerprints.MAX_LENGTH) {
      told.add(fingerprint);
    } else {
      told.clear();
    }
    sum = sum.add(new BigInteger(1, digest.digest(fingerprint.getBytes(StandardCharsets.UTF_8))));
  }

  /** Empty where there were none. */
  public Optional<String> value() {
    if (count == 0) {
      return Optional.empty();
    }
    return Optional.of(
        told.isEmpty() ? hash() : String.join(SEPARATOR, told.stream().sorted().toList()));
  }

  private String hash() {
    digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, count));
    return Fingerprints.hash(digest.digest(sum.toByteArray()));
  }
}

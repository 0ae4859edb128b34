package io.fleetexecutor.cluster;

import io.fleetexecutor.model.ClusterState;
import io.fleetexecutor.model.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

/** A bearer token in a file, which is read again after a minute at most; reading it blocks. */
record TokenFile(Path path, InstantSource clock) implements CachedCredential.Source {

  private static final Duration MAX_AGE = Duration.ofMinutes(1);

  @Override
  public CachedCredential.Expiring obtain() {
    try {
      String token = Files.readString(path).strip();
      if (!token.isEmpty() && token.chars().allMatch(c -> c > ' ' && c <= '~')) {
        return new CachedCredential.Expiring(
            Credential.bearer(token), clock.instant().plus(MAX_AGE));
      }
      throw failure("holds no token");
    } catch (IOException e) {
      throw failure("does not exist or may not be read");
    }
  }

  private ClusterFailure failure(String problem) {
    return ClusterFailure.of(
        ClusterState.DENIED,
        ErrorCode.UNAUTHENTICATED,
        "TOKEN_FILE_FAILED",
        "the token file " + path + " " + problem);
  }
}

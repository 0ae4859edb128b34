package io.fleetexecutor.cluster;

import io.fleetexecutor.file.FileStamp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where a certificate or key comes from; reading it blocks. */
public sealed interface PemSource {

  byte[] read() throws IOException;

  /** Where it is, for people. */
  default String place() {
    return switch (this) {
      case PemFile file -> file.path().toString();
      case InlinePem inline -> "in the kubeconfig";
      case PlainPem printed -> "of the credential plugin";
    };
  }

  /**
   * In a file of its own.
   *
   * @param stamp differs for a file whose content has been replaced; null: there is no file
   */
  record PemFile(Path path, @Nullable FileStamp stamp) implements PemSource {

    /** The file as it is now; blocks. */
    public static PemFile at(Path path) {
      return new PemFile(path, FileStamp.of(path));
    }

    /** Whether it is still the file that it was; blocks. */
    boolean isCurrent() {
      return Objects.equals(stamp, FileStamp.of(path));
    }

    @Override
    public byte[] read() throws IOException {
      return Files.readAllBytes(path);
    }
  }

  /** Inside the kubeconfig. */
  record InlinePem(String base64) implements PemSource {
    @Override
    public byte[] read() throws IOException {
      try {
        return Base64.getMimeDecoder().decode(base64);
      } catch (IllegalArgumentException e) {
        throw new IOException("not base64", e);
      }
    }

    @Override
    public String toString() {
      return "InlinePem[…]";
    }
  }

  /** As a credential plugin printed it. */
  record PlainPem(String text) implements PemSource {
    @Override
    public byte[] read() {
      return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
      return "PlainPem[…]";
    }
  }
}

package io.fleetexecutor.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** Where a certificate or key comes from; reading it blocks. */
public sealed interface PemSource {

  byte[] read() throws IOException;

  /** In a file of its own. */
  record PemFile(Path path) implements PemSource {
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

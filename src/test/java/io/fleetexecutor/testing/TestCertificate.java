package io.fleetexecutor.testing;

import io.fleetexecutor.cluster.ClientCertificate;
import io.fleetexecutor.cluster.PemSource;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/** A certificate that is its own authority, made by the JDK's keytool. */
public record TestCertificate(String certificatePem, String keyPem) {

  private static final char[] PASSWORD = "changeit".toCharArray();

  /**
   * @param subjectAlternativeName for example {@code ip:127.0.0.1}
   */
  public static TestCertificate selfSigned(String subjectAlternativeName) {
    return make(subjectAlternativeName, "-0d", 90);
  }

  /** One that was good for a day, ten days ago. */
  public static TestCertificate expired(String subjectAlternativeName) {
    return make(subjectAlternativeName, "-10d", 1);
  }

  private static TestCertificate make(String subjectAlternativeName, String start, int days) {
    try {
      Path folder = Files.createTempDirectory("certificate");
      Path store = folder.resolve("store.p12");
      run(
          Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
          "-genkeypair",
          "-alias",
          "key",
          "-keyalg",
          "EC",
          "-dname",
          "CN=test",
          "-ext",
          "san=" + subjectAlternativeName,
          "-startdate",
          start,
          "-validity",
          Integer.toString(days),
          "-keystore",
          store.toString(),
          "-storepass",
          new String(PASSWORD));
      KeyStore keys = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(store)) {
        keys.load(in, PASSWORD);
      }
      Files.delete(store);
      Files.delete(folder);
      return new TestCertificate(
          pem("CERTIFICATE", keys.getCertificate("key").getEncoded()),
          pem("PRIVATE KEY", keys.getKey("key", PASSWORD).getEncoded()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public PemKeyCertOptions serverOptions() {
    return new PemKeyCertOptions()
        .addCertValue(Buffer.buffer(certificatePem))
        .addKeyValue(Buffer.buffer(keyPem));
  }

  public PemSource authority() {
    return new PemSource.PlainPem(certificatePem);
  }

  public ClientCertificate client() {
    return new ClientCertificate(authority(), new PemSource.PlainPem(keyPem));
  }

  private static void run(String... command) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException("keytool failed");
    }
  }

  private static String pem(String type, byte[] bytes) {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(type, base64, type);
  }
}

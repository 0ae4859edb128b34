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
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A certificate that is its own authority unless told otherwise, made by the JDK's keytool. */
public record TestCertificate(String certificatePem, String keyPem) {

  private static final char[] PASSWORD = "changeit".toCharArray();

  /**
   * @param subjectAlternativeName for example {@code ip:127.0.0.1}
   */
  public static TestCertificate selfSigned(String subjectAlternativeName) {
    return make(subjectAlternativeName, store -> {}, "-validity", "90");
  }

  /**
   * One that was good for a day, ten days ago.
   *
   * @param authority the file that gets the certificate of its authority, which is still good
   */
  public static TestCertificate expired(String subjectAlternativeName, Path authority) {
    return make(
        subjectAlternativeName,
        store -> {
          keytool(store, "ca", "-dname", "CN=authority", "-ext", "bc:c", "-startdate", "-20d");
          Files.writeString(authority, read(store, "ca").certificatePem());
        },
        "-signer",
        "ca",
        "-startdate",
        "-10d",
        "-validity",
        "1");
  }

  private interface Preparation {
    void prepare(Path store) throws IOException, GeneralSecurityException;
  }

  private static TestCertificate make(String san, Preparation preparation, String... options) {
    try {
      Path folder = Files.createTempDirectory("certificate");
      Path store = folder.resolve("store.p12");
      preparation.prepare(store);
      List<String> all = new ArrayList<>(List.of("-dname", "CN=test", "-ext", "san=" + san));
      all.addAll(List.of(options));
      keytool(store, "key", all.toArray(String[]::new));
      TestCertificate made = read(store, "key");
      Files.delete(store);
      Files.delete(folder);
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void keytool(Path store, String alias, String... options) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(
        List.of("-genkeypair", "-alias", alias, "-keyalg", "EC", "-groupname", "secp256r1"));
    command.addAll(List.of("-keystore", store.toString(), "-storepass", new String(PASSWORD)));
    command.addAll(List.of(options));
    run(command.toArray(String[]::new));
  }

  private static TestCertificate read(Path store, String alias)
      throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    return new TestCertificate(
        pem("CERTIFICATE", keys.getCertificate(alias).getEncoded()),
        Confidential.keep(pem("PRIVATE KEY", keys.getKey(alias, PASSWORD).getEncoded())));
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

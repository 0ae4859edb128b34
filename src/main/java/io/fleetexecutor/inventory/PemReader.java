package io.fleetexecutor.inventory;

import io.fleetexecutor.cluster.PemSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds certificates and keys of kubeconfig entries, and checks each of them once. */
final class PemReader {

  private final Map<PemSource, String> problems = new HashMap<>();

  /** The inline data wins over the file, as in kubectl; null where there is neither. */
  @Nullable PemSource certificate(
      Fields fields, String field, @Nullable String file, @Nullable String data) {
    return checked(fields, field, source(fields, field, file, data), PemReader::certificateProblem);
  }

  @Nullable PemSource key(
      Fields fields, String field, @Nullable String file, @Nullable String data) {
    return checked(fields, field, source(fields, field, file, data), PemReader::keyProblem);
  }

  private static @Nullable PemSource source(
      Fields fields, String field, @Nullable String file, @Nullable String data) {
    if (data != null && !data.isEmpty()) {
      return new PemSource.InlinePem(data);
    }
    return file == null || file.isEmpty() ? null : PemSource.PemFile.at(fields.file(field, file));
  }

  private @Nullable PemSource checked(
      Fields fields, String field, @Nullable PemSource source, Check check) {
    if (source == null) {
      return null;
    }
    String problem = problems.computeIfAbsent(source, pem -> problem(pem, check));
    if (problem.isEmpty()) {
      return source;
    }
    throw source instanceof PemSource.PemFile(var path, var stamp)
        ? fields.invalid(field, "is " + path + ", which " + problem)
        : fields.invalid(field + "-data", problem);
  }

  private static String problem(PemSource source, Check check) {
    try {
      return check.problem(source.read());
    } catch (IOException e) {
      return source instanceof PemSource.PemFile
          ? "does not exist or may not be read"
          : "is not base64";
    }
  }

  private static String certificateProblem(byte[] pem) {
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      return isPem(pem, "CERTIFICATE")
              && !factory.generateCertificates(new ByteArrayInputStream(pem)).isEmpty()
          ? ""
          : "holds no PEM certificate";
    } catch (CertificateException e) {
      return "holds no valid PEM certificate";
    }
  }

  private static String keyProblem(byte[] pem) {
    return isPem(pem, "PRIVATE KEY") ? "" : "holds no PEM private key";
  }

  private static boolean isPem(byte[] pem, String type) {
    String text = new String(pem, StandardCharsets.ISO_8859_1);
    return text.contains("-----BEGIN ") && text.contains(type + "-----");
  }

  private interface Check {
    /** Empty: none. */
    String problem(byte[] pem);
  }
}

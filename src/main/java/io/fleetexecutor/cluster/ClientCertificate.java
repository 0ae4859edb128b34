package io.fleetexecutor.cluster;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A certificate and its key, by which an API server knows the caller. */
public record ClientCertificate(PemSource certificate, PemSource key) {

  /** When it expires; null where it cannot be parsed. Blocks. */
  @Nullable Instant end() throws IOException {
    try {
      Certificate first =
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(certificate.read()));
      return first instanceof X509Certificate own ? own.getNotAfter().toInstant() : null;
    } catch (CertificateException e) {
      return null;
    }
  }
}

package io.fleetexecutor.cluster;

import com.nimbusds.oauth2.sdk.util.tls.TLSUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLSocketFactory;

/** Certificates, as PEM, that alone are trusted. */
public final class CertificateAuthority {
  private CertificateAuthority() {}

  /** Reads the file, which blocks. */
  public static SSLSocketFactory socketsTrusting(Path pem) throws IOException {
    return socketsTrusting(Files.readAllBytes(pem));
  }

  static SSLSocketFactory socketsTrusting(byte[] pem) throws IOException {
    try {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(pem))) {
        trusted.setCertificateEntry(Integer.toString(trusted.size()), certificate);
      }
      return TLSUtils.createSSLSocketFactory(trusted);
    } catch (GeneralSecurityException e) {
      throw new IOException("its certificate authority cannot be used", e);
    }
  }
}

package io.fleetexecutor.api.transport;

import io.fleetexecutor.api.Caller;
import io.vertx.core.http.HttpServerRequest;
import java.security.cert.X509Certificate;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * Who a client is by its certificate, which TLS has checked: the common name, as for Kubernetes'
 * API servers, or where there is none the whole subject.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/access-authn-authz/authentication/#x509-client-certificates">X.509
 *     client certificates</a>
 */
final class CertificateSubject {
  private CertificateSubject() {}

  static String of(HttpServerRequest request) {
    if (!request.isSSL()) {
      return Caller.ANONYMOUS;
    }
    try {
      return request.connection().peerCertificates().getFirst() instanceof X509Certificate shown
          ? name(shown.getSubjectX500Principal().getName())
          : Caller.ANONYMOUS;
    } catch (SSLPeerUnverifiedException e) {
      return Caller.ANONYMOUS; // It has shown none.
    }
  }

  /**
   * @param subject as RFC 2253 writes it
   */
  static String name(String subject) {
    try {
      for (Rdn part : new LdapName(subject).getRdns().reversed()) {
        Attribute commonName = part.toAttributes().get("CN");
        if (commonName != null) {
          return String.valueOf(commonName.get());
        }
      }
      return subject;
    } catch (NamingException e) {
      return subject;
    }
  }
}

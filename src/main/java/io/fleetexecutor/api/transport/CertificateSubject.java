package io.fleetexecutor.api.transport;

import io.fleetexecutor.model.Caller;
import io.vertx.core.http.HttpServerRequest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * Who a client is by its certificate, which TLS has checked: its common name, in the groups that
 * are its organizations, as for Kubernetes' API servers; or where it has no common name the whole
 * subject. Names that Kubernetes itself uses, which begin with {@code system:}, it cannot give.
 *
 * @see <a
 *     href="https://kubernetes.io/docs/reference/access-authn-authz/authentication/#x509-client-certificates">X.509
 *     client certificates</a>
 */
final class CertificateSubject {
  private CertificateSubject() {}

  static Caller of(HttpServerRequest request) {
    if (!request.isSSL()) {
      return Caller.ANONYMOUS;
    }
    try {
      return request.connection().peerCertificates().getFirst() instanceof X509Certificate shown
          ? caller(shown.getSubjectX500Principal().getName())
          : Caller.ANONYMOUS;
    } catch (SSLPeerUnverifiedException e) {
      return Caller.ANONYMOUS; // It has shown none.
    }
  }

  /**
   * @param subject as RFC 2253 writes it
   */
  static Caller caller(String subject) {
    try {
      List<Rdn> parts = new LdapName(subject).getRdns().reversed();
      List<String> names = values(parts, "CN");
      String name = names.isEmpty() ? subject : names.getFirst();
      return name.isBlank() || Caller.isReserved(name) || name.equals(Caller.ANONYMOUS.name())
          ? Caller.ANONYMOUS
          : new Caller(
              name,
              values(parts, "O").stream().filter(group -> !Caller.isReserved(group)).toList(),
              "");
    } catch (NamingException e) {
      return Caller.named(subject);
    }
  }

  private static List<String> values(List<Rdn> parts, String type) throws NamingException {
    List<String> values = new ArrayList<>();
    for (Rdn part : parts) {
      Attribute attribute = part.toAttributes().get(type);
      if (attribute != null) {
        values.add(String.valueOf(attribute.get()));
      }
    }
    return values;
  }
}

package io.fleetexecutor.api.transport;

import io.fleetexecutor.model.Caller;
import io.vertx.core.http.HttpServerRequest;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * Who clients are by their certificates, which TLS has checked when they connected: the common
 * name, in the groups that are the organizations, as for Kubernetes' API servers; or where there is
 * no common name the whole subject. Names that Kubernetes itself uses, which begin with {@code
 * system:}, no certificate can give. Who has a certificate that is not valid at the moment is
 * nobody, whatever it was when the connection began.
 *
 * @param prefix put before names and groups
 * @see <a
 *     href="https://kubernetes.io/docs/reference/access-authn-authz/authentication/#x509-client-certificates">X.509
 *     client certificates</a>
 */
record CertificateCallers(String prefix, InstantSource clock) {

  Caller caller(HttpServerRequest request) {
    if (!request.isSSL()) {
      return Caller.ANONYMOUS;
    }
    try {
      return request.connection().peerCertificates().getFirst() instanceof X509Certificate shown
          ? caller(shown)
          : Caller.ANONYMOUS;
    } catch (SSLPeerUnverifiedException e) {
      return Caller.ANONYMOUS; // It has shown none.
    }
  }

  Caller caller(X509Certificate shown) {
    try {
      shown.checkValidity(Date.from(clock.instant()));
      return caller(shown.getSubjectX500Principal().getName());
    } catch (CertificateExpiredException | CertificateNotYetValidException e) {
      return Caller.ANONYMOUS;
    }
  }

  /**
   * @param subject as RFC 2253 writes it
   */
  Caller caller(String subject) {
    try {
      List<Rdn> parts = new LdapName(subject).getRdns().reversed();
      List<String> names = values(parts, "CN");
      return caller(names.isEmpty() ? subject : names.getFirst(), values(parts, "O"));
    } catch (NamingException e) {
      return caller(subject, List.of());
    }
  }

  private Caller caller(String own, List<String> groups) {
    String name = prefix + own;
    return own.isBlank() || Caller.isReserved(name) || name.equals(Caller.ANONYMOUS.name())
        ? Caller.ANONYMOUS
        : new Caller(
            name,
            groups.stream()
                .map(group -> prefix + group)
                .filter(group -> !Caller.isReserved(group))
                .toList(),
            "");
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

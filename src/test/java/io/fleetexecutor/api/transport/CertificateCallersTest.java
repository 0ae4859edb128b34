package io.fleetexecutor.api.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.model.Caller;
import io.fleetexecutor.testing.TestCertificate;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificateCallersTest {
  private static final CertificateCallers CALLERS =
      new CertificateCallers("", InstantSource.system());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CN=jane                            | jane
          CN=jane,O=platform,O=sre           | jane
          O=sre,CN=jane                      | jane
          CN=Doe\\, Jane,OU=x                | Doe, Jane
          CN=jane+UID=42,O=sre               | jane
          O=sre                              | O=sre
          CN=inner,OU=x,CN=outer             | inner
          """)
  void theCommonNameIsTheNameWhereThereIsOne(String subject, String name) {
    assertThat(CALLERS.caller(subject).name()).isEqualTo(name);
  }

  @Test
  void itsOrganizationsAreItsGroups() {
    assertThat(CALLERS.caller("CN=jane,O=platform,OU=x,O=sre").groups())
        .containsExactlyInAnyOrder("sre", "platform");
  }

  @Test
  void whatKubernetesUsesItselfCannotBeGivenByACertificate() {
    assertThat(CALLERS.caller("CN=system:admin,O=sre")).isEqualTo(Caller.ANONYMOUS);
    assertThat(CALLERS.caller("CN=jane,O=system:masters").groups()).isEmpty();
  }

  @Test
  void whoHasNoNameIsNobody() {
    assertThat(CALLERS.caller("")).isEqualTo(Caller.ANONYMOUS);
    assertThat(CALLERS.caller("CN=,O=dev")).isEqualTo(Caller.ANONYMOUS);
    assertThat(CALLERS.caller("CN=anonymous,O=dev")).isEqualTo(Caller.ANONYMOUS);
  }

  @Test
  void aPrefixIsPutBeforeNamesAndGroups() {
    var prefixed = new CertificateCallers("cert:", InstantSource.system());

    assertThat(prefixed.caller("CN=jane,O=sre"))
        .isEqualTo(new Caller("cert:jane", List.of("cert:sre"), ""));
    assertThat(prefixed.caller("CN=,O=sre")).isEqualTo(Caller.ANONYMOUS);
    assertThat(new CertificateCallers("system:", InstantSource.system()).caller("CN=admin"))
        .isEqualTo(Caller.ANONYMOUS);
  }

  @Test
  void aCertificateCountsOnlyWhileItIsValid() throws Exception {
    X509Certificate shown = certificate();

    assertThat(at(shown, shown.getNotBefore()).name()).isEqualTo("test");
    assertThat(at(shown, shown.getNotAfter()).name()).isEqualTo("test");
    assertThat(at(shown, new Date(shown.getNotAfter().getTime() + 1))).isEqualTo(Caller.ANONYMOUS);
    assertThat(at(shown, new Date(shown.getNotBefore().getTime() - 1))).isEqualTo(Caller.ANONYMOUS);
  }

  private static Caller at(X509Certificate shown, Date now) {
    return new CertificateCallers("", now::toInstant).caller(shown);
  }

  private static X509Certificate certificate() throws CertificateException {
    byte[] pem = TestCertificate.selfSigned("dns:client").certificatePem().getBytes(US_ASCII);
    return (X509Certificate)
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));
  }
}

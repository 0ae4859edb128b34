package io.fleetexecutor.api.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.model.Caller;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificateSubjectTest {

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
    assertThat(CertificateSubject.caller(subject).name()).isEqualTo(name);
  }

  @Test
  void itsOrganizationsAreItsGroups() {
    assertThat(CertificateSubject.caller("CN=jane,O=platform,OU=x,O=sre").groups())
        .containsExactlyInAnyOrder("sre", "platform");
  }

  @Test
  void whatKubernetesUsesItselfCannotBeGivenByACertificate() {
    assertThat(CertificateSubject.caller("CN=system:admin,O=sre")).isEqualTo(Caller.ANONYMOUS);
    assertThat(CertificateSubject.caller("CN=jane,O=system:masters").groups()).isEmpty();
  }

  @Test
  void whoHasNoNameIsNobody() {
    assertThat(CertificateSubject.caller("")).isEqualTo(Caller.ANONYMOUS);
    assertThat(CertificateSubject.caller("CN=,O=dev")).isEqualTo(Caller.ANONYMOUS);
    assertThat(CertificateSubject.caller("CN=anonymous,O=dev")).isEqualTo(Caller.ANONYMOUS);
  }
}

package io.fleetexecutor.api.transport;

import static org.assertj.core.api.Assertions.assertThat;

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
    assertThat(CertificateSubject.name(subject)).isEqualTo(name);
  }
}

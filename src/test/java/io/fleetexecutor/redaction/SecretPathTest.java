package io.fleetexecutor.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretPathTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/secrets",
        "/api/v1/secrets/",
        "/api/v1/secrets?watch=true",
        "/api/v1/namespaces/n/secrets",
        "/api/v1/namespaces/n/secrets/s",
        "/api/v1/namespaces/secrets/secrets?limit=1",
        "/api/v1/watch/secrets",
        "/api/v1/watch/namespaces/n/secrets/s",
        "/api/v1/namespaces/n/%73ecrets/s",
        "/api/v1/namespaces/n%2Fsecrets",
        "/api/v1//secrets",
        "/api/v1/namespaces//secrets",
        "/apis/cluster.karmada.io/v1alpha1/clusters/c/proxy/api/v1/namespaces/n/secrets/s",
        "/api/v1/namespaces/proxy/services/https:x:/proxy/api/v1/secrets"
      })
  void theseAreOfSecrets(String path) {
    assertThat(SecretPath.isOfSecrets(path)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/api",
        "/api/v1",
        "/api/v1/pods?x=/secrets",
        "/api/v1/namespaces/secrets",
        "/api/v1/namespaces/secrets/pods",
        "/api/v1/namespaces/n/configmaps/secrets",
        "/apis/example.com/v1/secrets",
        "/api/v1/namespaces/proxy/pods",
        "/api/v1/nodes/n/proxy/pods",
        "/secrets"
      })
  void theseAreNot(String path) {
    assertThat(SecretPath.isOfSecrets(path)).isFalse();
  }
}

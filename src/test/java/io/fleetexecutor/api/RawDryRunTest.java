package io.fleetexecutor.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.model.Operation.RawRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RawDryRunTest {
  private static final String FIELD = "spec.operation.raw_request.";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/namespaces",
        "/api/v1/namespaces/a",
        "/api/v1/namespaces/a/finalize",
        "/api/v1/namespaces/a/configmaps/proxy?x=/exec/proxy",
        "/api/v1/namespaces/proxy/pods/exec/eviction",
        "/apis/apps/v1/namespaces/a/deployments/b/scale",
        "/api/v1/nodes/proxy",
      })
  void aChangeOfResourcesCanBeADryRun(String path) {
    assertThat(Specs.read(dryRun("POST", path, "e30=")).dryRun()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/debug/flags/v",
        "/api",
        "/api/v1",
        "/apis/apps/v1",
        "/api/v1/nodes/a/proxy",
        "/api/v1/nodes/a/proxy/runningpods/",
        "/api/v1/namespaces/a/pods/b/exec",
        "/api/v1/namespaces/a/pods/b/attach?stdin=true",
        "/api/v1/namespaces/a/pods/b/portforward",
        "/api/v1/namespaces/a/services/b:80/proxy/admin",
        "/api/v1/namespaces/a/services/b:80/%70roxy/admin",
        "/api/v1/namespaces/a/services/b:80%2Fproxy/admin",
        "/api/v1//namespaces/a/pods/b/proxy",
        "/api/v1/proxy/namespaces/a/pods/b",
        "/api/v1/namespaces/a/serviceaccounts/b/token",
      })
  void oneThatIsPassedOnOrLeadsElsewhereCannot(String path) {
    assertThat(Specs.violationsOfSpec(dryRun("PUT", path, "e30=")))
        .containsExactly(
            FIELD
                + "path: is \"%s\", but a dry run of a PUT must be of resources below /api or /apis,"
                    .formatted(path)
                + " and not attach, exec, portforward, proxy or token");
  }

  @Test
  void aDeleteThatHasABodyCannotBeADryRunAsApiServersThenIgnoreTheQuery() {
    String path = "/api/v1/namespaces/a/pods/b";
    assertThat(Specs.violationsOfSpec(dryRun("DELETE", path, "e30=")))
        .containsExactly(
            FIELD
                + "body: has 2 bytes, but a DELETE with a body can be no dry run: give its options in"
                + " the query, or use delete_resource");
    assertThat(Specs.read(dryRun("DELETE", path, "")).dryRun()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"GET,/api/v1/nodes/a/proxy/metrics", "OPTIONS,/", "HEAD,/debug/flags/v"})
  void whatOnlyReadsCan(String method, String path) {
    assertThat(Specs.read(dryRun(method, path, "")).operation()).isInstanceOf(RawRequest.class);
  }

  @Test
  void whatIsWrongAnywayIsToldOnce() {
    assertThat(Specs.violationsOfSpec(dryRun("PUT", "/%zz", "e30="))).hasSize(1);
  }

  private static String dryRun(String method, String path, String body) {
    return "{clusterSelector: {}, dryRun: true, operation: {rawRequest: {method: \"%s\", path: \"%s\", body: \"%s\"}}}"
        .formatted(method, path, body);
  }
}

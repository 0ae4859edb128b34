package io.fleetexecutor.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTargetTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          /api/v1/pods, -, pods, -, -
          /api/v1/pods?watch=1, -, pods, -, -
          /api/v1/watch/pods, -, pods, -, -
          /api/v1/namespaces/web/pods, -, pods, -, web
          /api/v1/namespaces/web/pods/a, -, pods, -, web
          /api/v1/namespaces/web/pods/a/log, -, pods, log, web
          /api/v1/namespaces/web/pods/a/proxy/api/v1/secrets, -, pods, proxy, web
          /api/v1/watch/namespaces/web/secrets, -, secrets, -, web
          /apis/apps/v1/namespaces/web/deployments/a/scale, apps, deployments, scale, web
          /apis/apps/v1/deployments, apps, deployments, -, -
          /api/v1/namespaces, -, namespaces, -, -
          /api/v1/namespaces/web, -, namespaces, -, web
          /api/v1/namespaces/web/status, -, namespaces, status, web
          /api/v1/namespaces/web/finalize, -, namespaces, finalize, web
          /api/v1/nodes/n/proxy, -, nodes, proxy, -
          /api/v1/namespaces/w%65b/pods, -, pods, -, web
          """)
  void whatAPathIsAboutIsToldAsAnApiServerTellsIt(
      String path, String group, String resource, String subresource, String namespace) {
    assertThat(RequestTarget.of(path))
        .isEqualTo(new RequestTarget(text(group), resource, text(subresource), text(namespace)));
  }

  private static String text(String value) {
    return value == null ? "" : value;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/version",
        "/api",
        "/api/v1",
        "/apis/apps/v1",
        "/openapi/v3",
        "/api/v1//pods",
        "/api/v1/namespaces//secrets",
        "/api/v1/namespaces/a/../b/secrets",
        "/api/v1/namespaces/a%2Fpods/x",
        "/api/v1/namespaces/a%252Fpods/x",
        "/api/v1/namespaces/a/pods/",
        "/api/v1/namespaces/%zz/pods",
        "api/v1/pods"
      })
  void anyOtherIsAboutNothingThatIsKnown(String path) {
    assertThat(RequestTarget.of(path)).isNull();
  }
}

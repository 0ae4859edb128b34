package io.fleetexecutor.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.model.ClusterAnswer;
import io.fleetexecutor.model.ResourceRef;
import io.vertx.core.http.HttpMethod;

/** A fake API server with one Secret, whose values are all called {@code VALUE}. */
final class SecretsServer implements AutoCloseable {
  static final String PATH = "/api/v1/namespaces/mine/secrets/s";
  static final String LIST = "/api/v1/secrets?limit=500";
  static final ResourceRef REF = new ResourceRef("", "secrets", "", "s");

  private static final String METADATA =
      "\"metadata\":{\"name\":\"s\",\"namespace\":\"mine\",\"uid\":\"u\",\"annotations\":{"
          + "\"kubectl.kubernetes.io/last-applied-configuration\":\"VALUE\"}}";

  /** An item of a list, which has no type. */
  static final String ITEM = "{%s,\"data\":{\"password\":\"VALUE\"}}".formatted(METADATA);

  static final String SECRET = typed("Secret", "v1", ITEM);
  static final String REDACTED = SECRET.replace("VALUE", "REDACTED");

  /** As an API server answers who asks for metadata alone. */
  static final String PARTIAL =
      typed("PartialObjectMetadata", "meta.k8s.io/v1", "{%s}".formatted(METADATA));

  final FakeApiServer server = new FakeApiServer();

  SecretsServer() {
    server
        .on(
            "/api/v1",
            """
            {"kind":"APIResourceList","groupVersion":"v1","resources":[
             {"name":"secrets","singularName":"secret","namespaced":true,"kind":"Secret"}]}
            """)
        .on(PATH, SECRET);
  }

  static String typed(String kind, String apiVersion, String object) {
    return "{\"apiVersion\":\"%s\",\"kind\":\"%s\",%s"
        .formatted(apiVersion, kind, object.substring(1));
  }

  static String list(String... items) {
    return "{\"kind\":\"SecretList\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"1\"},\"items\":["
        + String.join(",", items)
        + "]}";
  }

  static String table(String... objects) {
    StringBuilder rows = new StringBuilder();
    for (String object : objects) {
      rows.append(rows.isEmpty() ? "" : ",");
      rows.append("{\"cells\":[\"s\"],\"object\":").append(object).append('}');
    }
    return "{\"kind\":\"Table\",\"apiVersion\":\"meta.k8s.io/v1\",\"metadata\":{},"
        + "\"columnDefinitions\":[{\"name\":\"Name\",\"type\":\"string\"}],\"rows\":["
        + rows
        + "]}";
  }

  /** The Secret is read as it is, and this is what every change is answered with. */
  void onChange(String query, int status, String answer) {
    server.on(
        PATH + query,
        request -> {
          boolean isRead = request.method() == HttpMethod.GET;
          request.response().setStatusCode(isRead ? 200 : status).end(isRead ? SECRET : answer);
        });
  }

  /** Nothing in what was found is a value of the Secret. */
  static void assertHidden(ClusterAnswer answer) {
    assertThat(RawOutputs.text(answer)).doesNotContain("VALUE");
  }

  @Override
  public void close() {
    server.close();
  }
}

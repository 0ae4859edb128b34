package io.fleetexecutor.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.fleetexecutor.model.Operation.RawRequest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RawRequestReaderTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/apis/apps/v1/deployments?limit=1&labelSelector=a%20in%20(b,c)",
        "/api/v1/namespaces/a/services/https:web:443/proxy/x/",
        "/api/v1/pods?fieldSelector=metadata.name=a..b&x=[1]&path=../a?b",
        "/openapi/v3/...",
      })
  void aPathAndItsQueryAreTakenAsTheyAre(String path) {
    var read = new RawRequest("GET", path, "", ByteString.EMPTY.asReadOnlyByteBuffer());
    assertThat(Specs.operation("{rawRequest: {method: \"GET\", path: \"%s\"}}".formatted(path)))
        .isEqualTo(read);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          api/v1 | is "api/v1", must begin with a single "/", without scheme and host
          //evil.example/x | is "//evil.example/x", must begin with a single "/", without scheme and host
          https://evil.example/ | is "https://evil.example/", must begin with a single "/", without scheme and host
          /a b | has " " in its path, which must be percent-encoded
          /a#b | has "#" in its path, which must be percent-encoded
          /a?b#c | has "#" in its query, which must be percent-encoded
          /ä | has "ä" in its path, which must be percent-encoded
          /a[1] | has "[" in its path, which must be percent-encoded
          /a%2 | has "%2" in its path, must have two hexadecimal digits after each '%'
          /a?b=%zz | has "%zz" in its query, must have two hexadecimal digits after each '%'
          /api/../x | is "/api/../x", must have no "." and no ".." between slashes
          /api/. | is "/api/.", must have no "." and no ".." between slashes
          /api/%2E%2e/x | is "/api/%2E%2e/x", must have no "." and no ".." between slashes
          /api%2F..%2fx | is "/api%2F..%2fx", must have no "." and no ".." between slashes
          """)
  void aPathThatLeadsElsewhereOrIsNotEncodedIsRefused(String path, String description) {
    assertThat(Specs.violations("{rawRequest: {method: \"GET\", path: \"%s\"}}".formatted(path)))
        .containsExactly("spec.operation.raw_request.path: " + description);
  }

  @Test
  void aPathHasNoControlCharactersAndAtMost8192Characters() {
    assertThat(Specs.violations("{rawRequest: {method: \"GET\", path: \"/a\\nb\"}}"))
        .containsExactly(
            "spec.operation.raw_request.path: has \"�\" in its path, which must be"
                + " percent-encoded");
    String longest = "/" + "a".repeat(8_191);
    assertThat(Specs.operation("{rawRequest: {method: \"GET\", path: \"%s\"}}".formatted(longest)))
        .isInstanceOf(RawRequest.class);
    assertThat(
            Specs.violations("{rawRequest: {method: \"GET\", path: \"%sa\"}}".formatted(longest)))
        .containsExactly(
            "spec.operation.raw_request.path: has 8,193 characters, at most 8,192 are allowed");
  }

  @Test
  void whatIsMissingIsTold() {
    assertThat(Specs.violations("{rawRequest: {}}"))
        .containsExactlyInAnyOrder(
            "spec.operation.raw_request.method: is required",
            "spec.operation.raw_request.path: is required");
  }

  @ParameterizedTest
  @ValueSource(strings = {"get", "CONNECT", "GET "})
  void anyOtherMethodIsRefused(String method) {
    assertThat(Specs.violations("{rawRequest: {method: \"%s\", path: \"/\"}}".formatted(method)))
        .containsExactly(
            "spec.operation.raw_request.method: is \"%s\", must be one of GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE"
                .formatted(method));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "application/merge-patch+json",
        "text/plain; charset=utf-8",
        "a/b;c=\"d e\";f=g"
      })
  void aMediaTypeIsTaken(String type) {
    var request = request("POST", "{}").setContentType(type);
    assertThat(violations(request)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "a/b/c", "a/b;c", "a/b; c = d", "a/b\r\nX-Evil: 1", "a /b", "/"})
  void whatIsNoMediaTypeIsRefused(String type) {
    assertThat(violations(request("POST", "{}").setContentType(type)))
        .singleElement()
        .asString()
        .startsWith("content_type: is ")
        .contains("must be a media type as \"application/json\"");
  }

  @Test
  void aBodyIsJsonUnlessItsTypeIsToldAndATypeNeedsABody() {
    RawRequest read = read(request("POST", "{}"), new Violations());
    assertThat(read.contentType()).isEqualTo("application/json");
    assertThat(read.isChange()).isTrue();
    assertThat(violations(request("POST", "").setContentType("a/b")))
        .containsExactly("content_type: is \"a/b\", but there is no body");
  }

  @Test
  void aReadTakesNoBodyAndNoBodyIsOver3MiB() {
    assertThat(violations(request("GET", "{}")))
        .containsExactly("body: has 2 bytes, but GET takes none");
    assertThat(violations(request("PUT", "x".repeat(3 << 20)))).isEmpty();
    assertThat(violations(request("PUT", "x".repeat((3 << 20) + 1))))
        .containsExactly("body: has 3,145,729 bytes, at most 3,145,728 are allowed");
  }

  private static io.fleetexecutor.v1.RawRequest.Builder request(String method, String body) {
    return io.fleetexecutor.v1.RawRequest.newBuilder()
        .setMethod(method)
        .setPath("/api")
        .setBody(ByteString.copyFromUtf8(body));
  }

  private static RawRequest read(
      io.fleetexecutor.v1.RawRequest.Builder request, Violations violations) {
    return new RawRequestReader(violations).read(request.build(), "raw");
  }

  private static List<String> violations(io.fleetexecutor.v1.RawRequest.Builder request) {
    var violations = new Violations();
    read(request, violations);
    return violations.found().stream()
        .map(each -> each.field().substring("raw.".length()) + ": " + each.description())
        .toList();
  }
}

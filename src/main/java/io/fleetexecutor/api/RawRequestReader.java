package io.fleetexecutor.api;

import com.google.protobuf.ByteString;
import io.fleetexecutor.model.Operation.RawRequest;
import java.util.List;
import java.util.regex.Pattern;

/** Reads a raw request, which must be one to the cluster's API server and no other host. */
final class RawRequestReader {
  private static final List<String> METHODS =
      List.of("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE");
  private static final List<String> WITHOUT_BODY = List.of("GET", "HEAD", "OPTIONS");
  private static final String TOKEN = "[A-Za-z0-9!#$%&'*+.^_`|~-]++";
  private static final Pattern MEDIA_TYPE =
      Pattern.compile(
          "TOKEN/TOKEN( *+; *+TOKEN=(TOKEN|\"[^\"\\\\\\p{Cntrl}]*+\")){0,9}"
              .replace("TOKEN", TOKEN));
  private static final int LONGEST_MEDIA_TYPE = 256;
  private static final int LARGEST_BODY = 3 << 20;

  private final Violations violations;

  RawRequestReader(Violations violations) {
    this.violations = violations;
  }

  RawRequest read(io.fleetexecutor.v1.RawRequest proto, String path) {
    method(proto.getMethod(), path + ".method");
    new RawPath(violations, path + ".path").check(proto.getPath());
    body(proto, path);
    return new RawRequest(
        proto.getMethod(),
        proto.getPath(),
        contentType(proto.getContentType(), proto.getBody(), path + ".content_type"),
        proto.getBody().asReadOnlyByteBuffer());
  }

  private void method(String method, String field) {
    if (method.isEmpty()) {
      violations.add(field, "is required");
      return;
    }
    violations.check(
        METHODS.contains(method),
        field,
        "is %s, must be one of %s".formatted(Violations.quote(method), String.join(", ", METHODS)));
  }

  private void body(io.fleetexecutor.v1.RawRequest proto, String path) {
    int size = proto.getBody().size();
    violations.check(
        size <= LARGEST_BODY,
        path + ".body",
        "has %,d bytes, at most %,d are allowed".formatted(size, LARGEST_BODY));
    violations.check(
        size == 0 || !WITHOUT_BODY.contains(proto.getMethod()),
        path + ".body",
        "has %,d bytes, but %s takes none".formatted(size, proto.getMethod()));
  }

  private String contentType(String type, ByteString body, String field) {
    if (type.isEmpty()) {
      return body.isEmpty() ? "" : "application/json";
    }
    violations.check(
        !body.isEmpty(), field, "is %s, but there is no body".formatted(Violations.quote(type)));
    violations.check(
        type.length() <= LONGEST_MEDIA_TYPE && MEDIA_TYPE.matcher(type).matches(),
        field,
        "is %s, must be a media type as \"application/json\" or \"application/yaml\""
            .formatted(Violations.quote(type)));
    return type;
  }
}

package io.fleetexecutor.cli;

import com.google.protobuf.ByteString;
import io.fleetexecutor.v1.RawResponse;
import java.util.List;

/** The body of an answer as lines, or how much there is of what is no text. */
final class RawText {

  private RawText() {}

  static List<String> lines(RawResponse response) {
    ByteString body = response.getBody();
    return body.isValidUtf8()
        ? body.toStringUtf8().lines().map(Printable::of).toList()
        : List.of(
            Printable.of(
                "(%,d bytes of %s, no text in UTF-8)"
                    .formatted(
                        body.size(),
                        response.getContentType().isEmpty()
                            ? "unknown type"
                            : response.getContentType())));
  }
}

package io.fleetexecutor.cli;

import com.google.protobuf.ByteString;
import io.fleetexecutor.v1.ClusterResult;
import io.fleetexecutor.v1.RawResponse;
import java.util.List;
import java.util.Optional;

/** The body of an answer as lines, or how much there is of what is no text. */
final class RawText {
  private static final int LONGEST_CUT = 3;

  private RawText() {}

  static List<String> lines(ClusterResult result) {
    return of(result)
        .map(text -> text.lines().map(Printable::of).toList())
        .orElseGet(() -> List.of(Printable.of(size(result.getRawResponse()))));
  }

  /** Empty where it is no text. */
  static Optional<String> of(ClusterResult result) {
    ByteString body = result.getRawResponse().getBody();
    ByteString text = result.getOutputTruncated() ? withoutCutCharacter(body) : body;
    return text.isValidUtf8() ? Optional.of(text.toStringUtf8()) : Optional.empty();
  }

  /** What is cut at a number of bytes may end in the middle of a character. */
  private static ByteString withoutCutCharacter(ByteString body) {
    for (int cut = 1; cut <= Math.min(LONGEST_CUT, body.size() - 1); cut++) {
      int end = body.size() - cut;
      if (isFirstOfSeveral(body.byteAt(end))) {
        return body.isValidUtf8() ? body : body.substring(0, end);
      }
    }
    return body;
  }

  private static boolean isFirstOfSeveral(byte b) {
    return (b & 0xc0) == 0xc0;
  }

  private static String size(RawResponse response) {
    return "(%,d bytes of %s, no text in UTF-8)"
        .formatted(
            response.getBody().size(),
            response.getContentType().isEmpty() ? "unknown type" : response.getContentType());
  }
}

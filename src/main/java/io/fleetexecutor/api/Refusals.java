package io.fleetexecutor.api;

import com.google.rpc.BadRequest;
import com.google.rpc.BadRequest.FieldViolation;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What is wrong with a request, up to what goes into trailers: many clients take 8 KiB of them, and
 * give up the whole status where there are more.
 */
final class Refusals {
  /** Less than 5 KiB as base64, which leaves room for a message that is percent-encoded. */
  private static final int MOST_BYTES = 3_500;

  private static final int LONGEST_TEXT = 600;

  private Refusals() {}

  /** As many of the violations as there is room for, the first ones, each cut where it is long. */
  static BadRequest badRequest(List<Violation> violations) {
    var request = BadRequest.newBuilder();
    int bytes = 0;
    for (Violation violation : violations) {
      FieldViolation told =
          FieldViolation.newBuilder()
              .setField(violation.field())
              .setDescription(shortened(violation.description()))
              .build();
      bytes += told.getSerializedSize() + 3;
      if (bytes > MOST_BYTES) {
        break;
      }
      request.addFieldViolations(told);
    }
    return request.build();
  }

  /** Cut between two characters where it has more bytes than a text in a status may have. */
  static String shortened(String text) {
    int bytes = 0;
    for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
      bytes += Character.toString(text.codePointAt(i)).getBytes(StandardCharsets.UTF_8).length;
      if (bytes > LONGEST_TEXT) {
        return text.substring(0, i) + "…";
      }
    }
    return text;
  }
}

package io.fleetexecutor.cli;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.util.JsonFormat;
import io.grpc.Status;

/** Messages as canonical protobuf JSON, one line each, with no raw control character in it. */
final class JsonLines {
  private static final JsonFormat.Printer PRINTER =
      JsonFormat.printer().omittingInsignificantWhitespace();

  private JsonLines() {}

  static String of(MessageOrBuilder message) {
    try {
      return Printable.of(PRINTER.print(message));
    } catch (InvalidProtocolBufferException e) {
      throw Status.INTERNAL
          .withDescription("the service is newer than this client, and sent what it does not know")
          .withCause(e)
          .asRuntimeException();
    }
  }
}

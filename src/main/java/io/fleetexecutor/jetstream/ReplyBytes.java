package io.fleetexecutor.jetstream;

import io.fleetexecutor.access.NotPermittedException;
import io.fleetexecutor.execution.FailedPreconditionException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** What came of a command, as it travels back. */
final class ReplyBytes {
  private static final int DONE = 0;
  private static final int REFUSED = 1;
  private static final int FAILED = 2;
  private static final int NOT_PERMITTED = 3;

  private ReplyBytes() {}

  /**
   * @param failure null: it was carried out
   */
  static byte[] write(@Nullable Throwable failure) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      switch (failure) {
        case null -> out.writeByte(DONE);
        case FailedPreconditionException refused -> {
          out.writeByte(REFUSED);
          out.writeUTF(refused.reason());
          out.writeUTF(refused.subject());
          out.writeUTF(String.valueOf(refused.getMessage()));
        }
        case NotPermittedException missing -> {
          out.writeByte(NOT_PERMITTED);
          out.writeUTF(String.valueOf(missing.getMessage()));
        }
        default -> {
          out.writeByte(FAILED);
          out.writeUTF(String.valueOf(failure.getMessage()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Returns where it was carried out.
   *
   * @throws FailedPreconditionException where it was refused
   * @throws NotPermittedException where somebody else has to want it
   * @throws UncheckedIOException where it failed
   */
  static void read(byte[] bytes) {
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      switch (in.readByte()) {
        case DONE -> {
          // As it was meant to be.
        }
        case REFUSED ->
            throw new FailedPreconditionException(in.readUTF(), in.readUTF(), in.readUTF());
        case NOT_PERMITTED -> throw new NotPermittedException(in.readUTF());
        case FAILED -> throw new IOException(in.readUTF());
        default -> throw new IOException("a reply cannot be read");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(String.valueOf(e.getMessage()), e);
    }
  }
}

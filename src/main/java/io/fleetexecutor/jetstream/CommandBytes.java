package io.fleetexecutor.jetstream;

import io.fleetexecutor.execution.Command;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Commands as they travel to the process that runs their execution. */
final class CommandBytes {
  private static final int CANCEL = 1;
  private static final int PAUSE = 2;
  private static final int RESUME = 3;
  private static final int LIFT_PAUSE = 4;
  private static final int ANY_WAVE = -1;

  /** What is to be done, and to what. */
  record Addressed(String executionId, Command command) {}

  private CommandBytes() {}

  static byte[] write(String executionId, Command command) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      switch (command) {
        case Command.Cancel cancel ->
            write(out, CANCEL, executionId, cancel.reason(), cancel.caller(), null);
        case Command.Pause pause ->
            write(out, PAUSE, executionId, pause.reason(), pause.caller(), null);
        case Command.Resume resume ->
            write(
                out,
                resume.mayApprove() ? RESUME : LIFT_PAUSE,
                executionId,
                resume.reason(),
                resume.caller(),
                resume.approvedWave());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(
      DataOutputStream out,
      int verb,
      String executionId,
      String reason,
      String caller,
      @Nullable Integer wave)
      throws IOException {
    out.writeByte(verb);
    out.writeUTF(executionId);
    out.writeUTF(reason);
    out.writeUTF(caller);
    out.writeInt(wave == null ? ANY_WAVE : wave);
  }

  /**
   * @throws IllegalArgumentException where these are no such bytes
   */
  static Addressed read(byte[] bytes) {
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int verb = in.readByte();
      String executionId = in.readUTF();
      String reason = in.readUTF();
      String caller = in.readUTF();
      int wave = in.readInt();
      Command command =
          switch (verb) {
            case CANCEL -> new Command.Cancel(reason, caller);
            case PAUSE -> new Command.Pause(reason, caller);
            case RESUME, LIFT_PAUSE ->
                new Command.Resume(reason, caller, wave == ANY_WAVE ? null : wave, verb == RESUME);
            default -> throw new IllegalArgumentException("command %d is unknown".formatted(verb));
          };
      return new Addressed(executionId, command);
    } catch (IOException e) {
      throw new IllegalArgumentException("a command cannot be read", e);
    }
  }
}

package io.fleetexecutor.workforce;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** Messages as they travel. */
final class MessageBytes {
  private static final int BORROW = 1;
  private static final int BEGIN = 2;
  private static final int RETURN = 3;
  private static final int ROLL = 4;
  private static final int LENT = 5;
  private static final int REFUSED = 6;
  private static final int UNKNOWN = 7;
  private static final int ANSWER = 8;
  private static final int FENCE = 9;
  private static final int FENCED = 10;

  /** What an answer has beside its bytes, and a roll beside its loans, at most. */
  static final int OVERHEAD = 32;

  /** What a roll has for a loan, at most. */
  static final int LOAN_IN_ROLL = 2 * Long.BYTES;

  private MessageBytes() {}

  static byte[] write(Message message) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      switch (message) {
        case Message.Borrow borrow -> {
          write(out, BORROW, borrow.loan());
          out.writeUTF(borrow.executionId());
          out.writeLong(borrow.epoch());
          out.writeUTF(borrow.cluster());
        }
        case Message.Begin begin -> {
          write(out, BEGIN, begin.loan());
          out.writeLong(begin.timeLeft().toMillis());
        }
        case Message.Return back -> write(out, RETURN, back.loan());
        case Message.Roll roll -> {
          write(out, ROLL, roll.from());
          out.writeLong(roll.before());
          write(out, roll.loans());
          write(out, roll.asked());
        }
        case Message.Lent lent -> write(out, LENT, lent.loan());
        case Message.Refused refused -> write(out, REFUSED, refused.loan());
        case Message.Unknown unknown -> write(out, UNKNOWN, unknown.loan());
        case Message.Answer answer -> {
          write(out, ANSWER, answer.loan());
          out.writeInt(answer.part());
          out.writeInt(answer.parts());
          out.writeInt(answer.bytes().length);
          out.write(answer.bytes());
        }
        case Message.Fence fence -> {
          write(out, FENCE, fence.epoch());
          out.writeUTF(fence.executionId());
        }
        case Message.Fenced fenced -> {
          write(out, FENCED, fenced.epoch());
          out.writeUTF(fenced.executionId());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, int kind, long number) throws IOException {
    out.writeByte(kind);
    out.writeLong(number);
  }

  private static void write(DataOutputStream out, Set<Long> numbers) throws IOException {
    out.writeInt(numbers.size());
    for (long number : numbers) {
      out.writeLong(number);
    }
  }

  /**
   * @throws IllegalArgumentException where these are no such bytes
   */
  static Message read(byte[] bytes) {
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int kind = in.readByte();
      long number = in.readLong();
      return switch (kind) {
        case BORROW -> new Message.Borrow(number, in.readUTF(), in.readLong(), in.readUTF());
        case BEGIN -> new Message.Begin(number, Duration.ofMillis(in.readLong()));
        case RETURN -> new Message.Return(number);
        case ROLL -> new Message.Roll(number, in.readLong(), numbers(in), numbers(in));
        case LENT -> new Message.Lent(number);
        case REFUSED -> new Message.Refused(number);
        case UNKNOWN -> new Message.Unknown(number);
        case ANSWER ->
            new Message.Answer(number, in.readInt(), in.readInt(), in.readNBytes(in.readInt()));
        case FENCE -> new Message.Fence(in.readUTF(), number);
        case FENCED -> new Message.Fenced(in.readUTF(), number);
        default -> throw new IllegalArgumentException("message %d is unknown".formatted(kind));
      };
    } catch (IOException e) {
      throw new IllegalArgumentException("a message cannot be read", e);
    }
  }

  private static Set<Long> numbers(DataInputStream in) throws IOException {
    int count = in.readInt();
    Set<Long> numbers = new HashSet<>();
    for (int i = 0; i < count; i++) {
      numbers.add(in.readLong());
    }
    return numbers;
  }
}

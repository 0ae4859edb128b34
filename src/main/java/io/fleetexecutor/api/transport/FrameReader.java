package io.fleetexecutor.api.transport;

import io.fleetexecutor.limit.ByteBudget;
import io.grpc.Status;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/**
 * Reads messages out of a body as it arrives: for each a flag byte, a length, and the message,
 * which may be compressed with gzip. Holds no more than one message and one chunk, and of a message
 * that is not small only what there is memory for.
 */
final class FrameReader {
  private static final int HEADER = 5;
  // Most requests; none of these is refused since others are large.
  private static final int SMALL = 16 << 10;
  private static final byte PLAIN = 0;
  private static final byte COMPRESSED = 1;

  private final boolean base64;
  private final boolean gzip;
  private final int maxMessageBytes;
  private final ByteBudget.Account memory;
  private final ByteBuffer header = ByteBuffer.allocate(HEADER);
  private Buffer undecoded = Buffer.buffer();
  private byte[] content = {};
  private int contentBytes;

  /**
   * @param memory what the message that was read last is held in, until somebody releases it
   */
  FrameReader(boolean base64, boolean gzip, int maxMessageBytes, ByteBudget.Account memory) {
    this.base64 = base64;
    this.gzip = gzip;
    this.maxMessageBytes = maxMessageBytes;
    this.memory = memory;
  }

  /** Gives the messages that are complete with this chunk; what is left waits for the next one. */
  void read(Buffer chunk, Consumer<byte[]> messages) throws BadFrameException {
    Buffer bytes = base64 ? decode(chunk) : chunk;
    int position = 0;
    while (position < bytes.length()) {
      while (header.hasRemaining() && position < bytes.length()) {
        header.put(bytes.getByte(position++));
      }
      if (header.hasRemaining()) {
        return;
      }
      byte flag = header.get(0);
      long length = Integer.toUnsignedLong(header.getInt(1));
      checkHeader(flag, length);
      position += gather(bytes, position, (int) length);
      if (contentBytes < length) {
        return;
      }
      messages.accept(flag == COMPRESSED ? decompress(content) : content);
      header.clear();
      content = new byte[0];
      contentBytes = 0;
    }
  }

  /** Takes what there is of the content, and gives how many bytes that was. */
  private int gather(Buffer bytes, int position, int length) throws BadFrameException {
    int taken = Math.min(length - contentBytes, bytes.length() - position);
    int needed = contentBytes + taken;
    if (needed > content.length) {
      // Not the whole length at once: a client may announce more than it sends.
      int size = (int) Math.min(length, Math.max(needed, 2L * content.length));
      hold(size);
      content = Arrays.copyOf(content, size);
    }
    bytes.getBytes(position, position + taken, content, contentBytes);
    contentBytes = needed;
    return taken;
  }

  private void hold(int bytes) throws BadFrameException {
    if (bytes > SMALL && !memory.hold(bytes)) {
      throw new BadFrameException(
          Status.Code.RESOURCE_EXHAUSTED,
          "TOO_MUCH_AT_ONCE",
          "requests that are as large wait already (fleet.limits.request-bytes)");
    }
  }

  /** Forgets what has come of a message. */
  void discard() {
    content = new byte[0];
    contentBytes = 0;
    undecoded = Buffer.buffer();
    memory.release();
  }

  /** Whether nothing has come of the next message. */
  boolean isBetweenMessages() {
    return header.position() == 0 && undecoded.length() == 0;
  }

  private void checkHeader(byte flag, long length) throws BadFrameException {
    if (flag != PLAIN && flag != COMPRESSED) {
      throw new BadFrameException(
          Status.Code.INTERNAL,
          "MALFORMED_REQUEST",
          "the body has a frame with the unknown flags " + (flag & 0xff));
    }
    if (flag == COMPRESSED && !gzip) {
      throw new BadFrameException(
          Status.Code.UNIMPLEMENTED,
          "UNKNOWN_COMPRESSION",
          "the message is compressed, and grpc-encoding is not gzip");
    }
    if (length > maxMessageBytes) {
      throw tooLarge("has %d bytes".formatted(length));
    }
  }

  private byte[] decompress(byte[] content) throws BadFrameException {
    try (var stream = new GZIPInputStream(new ByteArrayInputStream(content))) {
      byte[] message = stream.readNBytes(maxMessageBytes + 1);
      if (message.length > maxMessageBytes) {
        throw tooLarge("is larger when decompressed");
      }
      hold(content.length + message.length);
      return message;
    } catch (IOException e) {
      throw new BadFrameException(
          Status.Code.INTERNAL, "MALFORMED_REQUEST", "the compressed message is no gzip");
    }
  }

  private BadFrameException tooLarge(String what) {
    return new BadFrameException(
        Status.Code.RESOURCE_EXHAUSTED,
        "MESSAGE_TOO_LARGE",
        "the message %s, at most %d bytes are allowed".formatted(what, maxMessageBytes));
  }

  /** Base64 comes in groups of four characters, each of which may be padded. */
  private Buffer decode(Buffer chunk) throws BadFrameException {
    undecoded.appendBuffer(chunk);
    int whole = undecoded.length() / 4 * 4;
    Buffer decoded = Buffer.buffer(whole);
    try {
      for (int i = 0; i < whole; i += 4) {
        decoded.appendBytes(Base64.getDecoder().decode(undecoded.getBytes(i, i + 4)));
      }
    } catch (IllegalArgumentException e) {
      throw new BadFrameException(
          Status.Code.INVALID_ARGUMENT, "MALFORMED_REQUEST", "the body is no base64");
    }
    undecoded = undecoded.getBuffer(whole, undecoded.length());
    return decoded;
  }
}

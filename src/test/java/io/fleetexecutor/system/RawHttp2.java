package io.fleetexecutor.system;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** A connection over which a test sends what frames it likes, as no HTTP/2 client would. */
final class RawHttp2 implements AutoCloseable {
  static final int HEADERS = 1;
  static final int RST_STREAM = 3;
  static final int SETTINGS = 4;
  static final int PING = 6;
  static final int GOAWAY = 7;
  static final int ENHANCE_YOUR_CALM = 11;
  private static final int DATA = 0;
  private static final int END_STREAM = 1;
  private static final int END_HEADERS = 4;
  private static final int CANCEL = 8;
  private static final int TIMEOUT_MILLIS = 60_000;
  private static final byte[] PREFACE =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private final Socket socket;
  private final DataOutputStream out;
  private final DataInputStream in;

  /** A frame that the service has sent. */
  record Frame(int type, int flags, int stream, byte[] payload) {

    /** Of a GOAWAY. */
    int goAwayCode() {
      return payload[7];
    }
  }

  RawHttp2(int port) throws IOException {
    this.socket = new Socket("127.0.0.1", port);
    socket.setSoTimeout(TIMEOUT_MILLIS);
    this.out = new DataOutputStream(socket.getOutputStream());
    this.in = new DataInputStream(socket.getInputStream());
    out.write(PREFACE);
    frame(SETTINGS, 0, 0, new byte[0]);
  }

  void frame(int type, int flags, int stream, byte[] payload) throws IOException {
    var frame = new ByteArrayOutputStream();
    var bytes = new DataOutputStream(frame);
    bytes.writeByte(payload.length >> 16);
    bytes.writeShort(payload.length);
    bytes.writeByte(type);
    bytes.writeByte(flags);
    bytes.writeInt(stream);
    bytes.write(payload);
    out.write(frame.toByteArray());
  }

  /** A whole request of nothing but headers. */
  void get(int stream, String path, int moreHeaders) throws IOException {
    ByteArrayOutputStream block = head("GET", path);
    for (int i = 0; i < moreHeaders; i++) {
      header(block, "a", "b");
    }
    frame(HEADERS, END_STREAM | END_HEADERS, stream, block.toByteArray());
  }

  /** A call that the service never ends. */
  void watchHealth(int stream) throws IOException {
    ByteArrayOutputStream block = head("POST", "/grpc.health.v1.Health/Watch");
    header(block, "content-type", "application/grpc");
    header(block, "te", "trailers");
    frame(HEADERS, END_HEADERS, stream, block.toByteArray());
    frame(DATA, END_STREAM, stream, new byte[5]);
  }

  void reset(int stream) throws IOException {
    frame(RST_STREAM, 0, stream, new byte[] {0, 0, 0, CANCEL});
  }

  void ping() throws IOException {
    frame(PING, 0, 0, new byte[8]);
  }

  private static ByteArrayOutputStream head(String method, String path) {
    var block = new ByteArrayOutputStream();
    header(block, ":method", method);
    header(block, ":scheme", "http");
    header(block, ":authority", "localhost");
    header(block, ":path", path);
    return block;
  }

  /** As it is, neither indexed nor compressed; both shorter than 127. */
  private static void header(ByteArrayOutputStream block, String name, String value) {
    block.write(0);
    block.write(name.length());
    block.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
    block.write(value.length());
    block.writeBytes(value.getBytes(StandardCharsets.US_ASCII));
  }

  /** The next frame of this type. */
  Frame await(int type) throws IOException {
    Frame frame;
    do {
      frame = read();
    } while (frame.type() != type);
    return frame;
  }

  private Frame read() throws IOException {
    int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
    int type = in.readUnsignedByte();
    int flags = in.readUnsignedByte();
    int stream = in.readInt();
    return new Frame(type, flags, stream, in.readNBytes(length));
  }

  /** Reads until the service has closed the connection. */
  void awaitClosed() throws IOException {
    try {
      while (true) {
        read();
      }
    } catch (EOFException | SocketException e) {
      // It has.
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

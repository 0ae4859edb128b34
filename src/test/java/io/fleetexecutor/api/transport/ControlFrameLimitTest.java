package io.fleetexecutor.api.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameAdapter;
import io.netty.handler.codec.http2.Http2FrameTypes;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ControlFrameLimitTest {
  private static final int PER_SECOND = 10;
  private static final byte UNKNOWN = 99;
  private static final int ACK = 1;
  private static final int END_STREAM = 1;
  private static final int END_HEADERS = 4;
  // :method POST, :scheme http, :path /, as HPACK's static table has them.
  private static final byte[] POST = {(byte) 0x83, (byte) 0x86, (byte) 0x84};

  private final AtomicLong nanos = new AtomicLong();
  private EmbeddedChannel connection = connect(PER_SECOND);

  @ParameterizedTest
  @ValueSource(
      bytes = {Http2FrameTypes.PING, Http2FrameTypes.SETTINGS, Http2FrameTypes.PRIORITY, UNKNOWN})
  void asManyAsInASecondAreTakenAtOnceAndOneMoreClosesTheConnection(byte type) {
    send(type, PER_SECOND);
    assertThat(connection.isOpen()).isTrue();
    send(type, 1);
    assertThat(connection.isOpen()).isFalse();
    assertThat(goAwayCode()).isEqualTo(Http2Error.ENHANCE_YOUR_CALM.code());
  }

  @Test
  void answersThatNobodyAskedForCount() {
    for (int i = 0; i <= PER_SECOND; i++) {
      connection.writeInbound(frame(Http2FrameTypes.PING, ACK, 0, new byte[8]));
    }
    assertThat(connection.isOpen()).isFalse();
  }

  @Test
  void atThatRateTheyGoOn() {
    send(Http2FrameTypes.PING, PER_SECOND);
    for (int i = 0; i < 1_000; i++) {
      nanos.addAndGet(Duration.ofSeconds(1).toNanos() / PER_SECOND);
      send(Http2FrameTypes.PING, 1);
    }
    assertThat(connection.isOpen()).isTrue();
  }

  @Test
  void aListenerThatIsReplacedAsItGoesOnIsLimitedToo() {
    send(Http2FrameTypes.PING, 1);
    http2().decoder().frameListener(new Http2FrameAdapter());
    connection.pipeline().fireChannelReadComplete();
    send(Http2FrameTypes.PING, PER_SECOND);
    assertThat(connection.isOpen()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(bytes = {Http2FrameTypes.SETTINGS, Http2FrameTypes.GO_AWAY})
  void ofThoseThatConcernEveryStreamAHundredASecondAreTaken(byte type) {
    connection = connect(10_000);
    send(type, 100);
    assertThat(connection.isOpen()).isTrue();
    send(type, 1);
    assertThat(connection.isOpen()).isFalse();
  }

  @Test
  void ofDataOnlyCrumbsCount() {
    connection.writeInbound(frame(Http2FrameTypes.HEADERS, END_HEADERS, 1, POST));
    for (int i = 0; i < 1_000; i++) {
      connection.writeInbound(frame(Http2FrameTypes.DATA, 0, 1, new byte[128]));
    }
    for (int i = 0; i < PER_SECOND; i++) {
      connection.writeInbound(frame(Http2FrameTypes.DATA, 0, 1, new byte[1]));
    }
    assertThat(connection.isOpen()).isTrue();
    connection.writeInbound(frame(Http2FrameTypes.DATA, 0, 1, new byte[1]));
    assertThat(connection.isOpen()).isFalse();
  }

  @Test
  void theEndOfARequestIsNoCrumb() {
    for (int stream = 1; stream < 1_000; stream += 2) {
      connection.writeInbound(frame(Http2FrameTypes.HEADERS, END_HEADERS, stream, POST));
      connection.writeInbound(frame(Http2FrameTypes.DATA, END_STREAM, stream, new byte[1]));
      http2().connection().stream(stream).close();
    }
    assertThat(connection.isOpen()).isTrue();
  }

  private Http2ConnectionHandler http2() {
    return connection.pipeline().get(Http2ConnectionHandler.class);
  }

  private EmbeddedChannel connect(int perSecond) {
    var channel =
        new EmbeddedChannel(
            new Http2ConnectionHandlerBuilder()
                .server(true)
                .frameListener(new Http2FrameAdapter())
                .build());
    new ControlFrameLimit(perSecond, nanos::get).limit(channel);
    channel.writeInbound(
        Unpooled.wrappedBuffer(
            Http2CodecUtil.connectionPrefaceBuf(),
            frame(Http2FrameTypes.SETTINGS, 0, 0, new byte[0])));
    return channel;
  }

  private void send(byte type, int times) {
    for (int i = 0; i < times; i++) {
      connection.writeInbound(frame(type));
    }
  }

  private static ByteBuf frame(byte type) {
    return switch (type) {
      case Http2FrameTypes.PING, Http2FrameTypes.GO_AWAY -> frame(type, 0, 0, new byte[8]);
      case Http2FrameTypes.PRIORITY -> frame(type, 0, 1, new byte[5]);
      default -> frame(type, 0, 0, new byte[0]);
    };
  }

  private static ByteBuf frame(byte type, int flags, int stream, byte[] payload) {
    return Unpooled.buffer()
        .writeMedium(payload.length)
        .writeByte(type)
        .writeByte(flags)
        .writeInt(stream)
        .writeBytes(payload);
  }

  /** Of the last GOAWAY that was sent. */
  private long goAwayCode() {
    ByteBuf sent = Unpooled.buffer();
    for (ByteBuf next = connection.readOutbound(); next != null; next = connection.readOutbound()) {
      sent.writeBytes(next);
    }
    long code = -1;
    while (sent.isReadable()) {
      int length = sent.readUnsignedMedium();
      byte type = sent.readByte();
      sent.skipBytes(5);
      if (type == Http2FrameTypes.GO_AWAY) {
        code = sent.getUnsignedInt(sent.readerIndex() + 4);
      }
      sent.skipBytes(length);
    }
    return code;
  }
}

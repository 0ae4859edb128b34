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

  private final AtomicLong nanos = new AtomicLong();
  private final Http2ConnectionHandler http2 =
      new Http2ConnectionHandlerBuilder()
          .server(true)
          .frameListener(new Http2FrameAdapter())
          .build();
  private final EmbeddedChannel connection = connect();

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
      connection.writeInbound(frame(Http2FrameTypes.PING, ACK));
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
    http2.decoder().frameListener(new Http2FrameAdapter());
    connection.pipeline().fireChannelReadComplete();
    send(Http2FrameTypes.PING, PER_SECOND);
    assertThat(connection.isOpen()).isFalse();
  }

  private EmbeddedChannel connect() {
    var channel = new EmbeddedChannel(http2);
    new ControlFrameLimit(PER_SECOND, nanos::get).limit(channel);
    channel.writeInbound(
        Unpooled.wrappedBuffer(
            Http2CodecUtil.connectionPrefaceBuf(), frame(Http2FrameTypes.SETTINGS, 0)));
    return channel;
  }

  private void send(byte type, int times) {
    for (int i = 0; i < times; i++) {
      connection.writeInbound(frame(type, 0));
    }
  }

  private static ByteBuf frame(byte type, int flags) {
    int length =
        switch (type) {
          case Http2FrameTypes.PING -> 8;
          case Http2FrameTypes.PRIORITY -> 5;
          default -> 0;
        };
    int stream = type == Http2FrameTypes.PRIORITY ? 1 : 0;
    return Unpooled.buffer()
        .writeMedium(length)
        .writeByte(type)
        .writeByte(flags)
        .writeInt(stream)
        .writeZero(length);
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

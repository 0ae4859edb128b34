package io.fleetexecutor.api.transport;

import io.fleetexecutor.limit.Rate;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Flags;
import io.netty.handler.codec.http2.Http2FrameListener;
import io.netty.handler.codec.http2.Http2FrameListenerDecorator;
import io.netty.handler.codec.http2.Http2Settings;
import java.util.function.LongSupplier;

/**
 * Closes a connection over HTTP/2 whose client sends more frames that belong to no request than it
 * may: PING, SETTINGS, PRIORITY, their answers, and unknown ones. Those of the first read may all
 * come.
 */
@Sharable
final class ControlFrameLimit extends ChannelInboundHandlerAdapter {
  private final int perSecond;
  private final LongSupplier nanoTime;

  ControlFrameLimit(int perSecond, LongSupplier nanoTime) {
    this.perSecond = perSecond;
    this.nanoTime = nanoTime;
  }

  /** What a server reads are connections. */
  @Override
  public void channelRead(ChannelHandlerContext server, Object accepted) {
    limit((Channel) accepted);
    server.fireChannelRead(accepted);
  }

  void limit(Channel connection) {
    connection.pipeline().addFirst(new Limit(new Rate(perSecond, nanoTime)));
  }

  private static final class Limit extends ChannelInboundHandlerAdapter {
    private final Rate rate;

    Limit(Rate rate) {
      this.rate = rate;
    }

    /** Looks each time: it comes to speak HTTP/2, and to have another listener, as it goes on. */
    @Override
    public void channelReadComplete(ChannelHandlerContext connection) {
      Http2ConnectionHandler http2 = connection.pipeline().get(Http2ConnectionHandler.class);
      if (http2 != null && !(http2.decoder().frameListener() instanceof Counted)) {
        http2.decoder().frameListener(new Counted(http2.decoder().frameListener(), rate));
      }
      connection.fireChannelReadComplete();
    }
  }

  private static final class Counted extends Http2FrameListenerDecorator {
    private final Rate rate;

    Counted(Http2FrameListener listener, Rate rate) {
      super(listener);
      this.rate = rate;
    }

    @Override
    public void onPingRead(ChannelHandlerContext connection, long data) throws Http2Exception {
      count();
      super.onPingRead(connection, data);
    }

    @Override
    public void onPingAckRead(ChannelHandlerContext connection, long data) throws Http2Exception {
      count();
      super.onPingAckRead(connection, data);
    }

    @Override
    public void onSettingsRead(ChannelHandlerContext connection, Http2Settings settings)
        throws Http2Exception {
      count();
      super.onSettingsRead(connection, settings);
    }

    @Override
    public void onSettingsAckRead(ChannelHandlerContext connection) throws Http2Exception {
      count();
      super.onSettingsAckRead(connection);
    }

    @Override
    public void onPriorityRead(
        ChannelHandlerContext connection,
        int stream,
        int dependency,
        short weight,
        boolean exclusive)
        throws Http2Exception {
      count();
      super.onPriorityRead(connection, stream, dependency, weight, exclusive);
    }

    @Override
    public void onUnknownFrame(
        ChannelHandlerContext connection, byte type, int stream, Http2Flags flags, ByteBuf payload)
        throws Http2Exception {
      count();
      super.onUnknownFrame(connection, type, stream, flags, payload);
    }

    private void count() throws Http2Exception {
      if (rate.ask().isPositive()) {
        throw Http2Exception.connectionError(
            Http2Error.ENHANCE_YOUR_CALM,
            "more control frames than fleet.limits.control-frames-per-second");
      }
    }
  }
}

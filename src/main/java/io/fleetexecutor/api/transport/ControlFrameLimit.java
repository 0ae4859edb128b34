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
 * Closes a connection over HTTP/2 whose client sends more frames than it may that bring no request
 * forward: PING, SETTINGS, GOAWAY, PRIORITY, answers, unknown ones, and DATA in crumbs. SETTINGS
 * and GOAWAY, for each of which Netty visits all streams, are {@value #MOST_FOR_ALL_STREAMS} a
 * second at most. Those of the first read may all come.
 */
@Sharable
final class ControlFrameLimit extends ChannelInboundHandlerAdapter {
  private static final int MOST_FOR_ALL_STREAMS = 100;
  // What is kept with each frame takes more than what is in it.
  private static final int CRUMB_BYTES = 128;

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
    connection
        .pipeline()
        .addFirst(
            new Limit(
                new Rate(perSecond, nanoTime), Math.max(1, perSecond / MOST_FOR_ALL_STREAMS)));
  }

  private static final class Limit extends ChannelInboundHandlerAdapter {
    private final Rate rate;
    private final int costForAllStreams;

    Limit(Rate rate, int costForAllStreams) {
      this.rate = rate;
      this.costForAllStreams = costForAllStreams;
    }

    /** Looks each time: it comes to speak HTTP/2, and to have another listener, as it goes on. */
    @Override
    public void channelReadComplete(ChannelHandlerContext connection) {
      Http2ConnectionHandler http2 = connection.pipeline().get(Http2ConnectionHandler.class);
      if (http2 != null && !(http2.decoder().frameListener() instanceof Counted)) {
        http2.decoder().frameListener(new Counted(http2.decoder().frameListener(), this));
      }
      connection.fireChannelReadComplete();
    }

    void count() throws Http2Exception {
      count(1);
    }

    void countForAllStreams() throws Http2Exception {
      count(costForAllStreams);
    }

    private void count(int times) throws Http2Exception {
      if (rate.ask(times).isPositive()) {
        throw Http2Exception.connectionError(
            Http2Error.ENHANCE_YOUR_CALM,
            "more control frames than fleet.limits.control-frames-per-second");
      }
    }
  }

  private static final class Counted extends Http2FrameListenerDecorator {
    private final Limit limit;

    Counted(Http2FrameListener listener, Limit limit) {
      super(listener);
      this.limit = limit;
    }

    @Override
    public int onDataRead(
        ChannelHandlerContext connection, int stream, ByteBuf data, int padding, boolean isLast)
        throws Http2Exception {
      if (!isLast && data.readableBytes() < CRUMB_BYTES) {
        limit.count();
      }
      return super.onDataRead(connection, stream, data, padding, isLast);
    }

    @Override
    public void onGoAwayRead(
        ChannelHandlerContext connection, int lastStream, long code, ByteBuf reason)
        throws Http2Exception {
      limit.countForAllStreams();
      super.onGoAwayRead(connection, lastStream, code, reason);
    }

    @Override
    public void onPingRead(ChannelHandlerContext connection, long data) throws Http2Exception {
      limit.count();
      super.onPingRead(connection, data);
    }

    @Override
    public void onPingAckRead(ChannelHandlerContext connection, long data) throws Http2Exception {
      limit.count();
      super.onPingAckRead(connection, data);
    }

    @Override
    public void onSettingsRead(ChannelHandlerContext connection, Http2Settings settings)
        throws Http2Exception {
      limit.countForAllStreams();
      super.onSettingsRead(connection, settings);
    }

    @Override
    public void onSettingsAckRead(ChannelHandlerContext connection) throws Http2Exception {
      limit.count();
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
      limit.count();
      super.onPriorityRead(connection, stream, dependency, weight, exclusive);
    }

    @Override
    public void onUnknownFrame(
        ChannelHandlerContext connection, byte type, int stream, Http2Flags flags, ByteBuf payload)
        throws Http2Exception {
      limit.count();
      super.onUnknownFrame(connection, type, stream, flags, payload);
    }
  }
}

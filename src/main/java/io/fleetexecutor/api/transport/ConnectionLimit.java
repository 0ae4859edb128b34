package io.fleetexecutor.api.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Closes connections beyond a limit as soon as they are accepted: those count, too, that never say
 * anything, or do not get through their handshake.
 */
@Sharable
final class ConnectionLimit extends ChannelInboundHandlerAdapter {
  private final int most;
  private final AtomicInteger open = new AtomicInteger();

  ConnectionLimit(int most) {
    this.most = most;
  }

  /** What a server reads are connections; those of all servers count together. */
  @Override
  public void channelRead(ChannelHandlerContext server, Object accepted) {
    Channel connection = (Channel) accepted;
    if (open.incrementAndGet() > most) {
      open.decrementAndGet();
      connection.unsafe().closeForcibly();
      return;
    }
    connection.closeFuture().addListener(closed -> open.decrementAndGet());
    server.fireChannelRead(accepted);
  }
}

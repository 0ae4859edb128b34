package io.fleetexecutor.cli;

import io.fleetexecutor.v1.FleetExecutorGrpc;
import io.fleetexecutor.v1.FleetExecutorGrpc.FleetExecutorBlockingStub;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;

/** One connection to the service; closing it ends the calls in it. */
record FleetClient(ManagedChannel channel, FleetExecutorBlockingStub service)
    implements AutoCloseable {
  private static final int MAX_MESSAGE_BYTES = 64 << 20;

  static FleetClient to(ServerAddress address) {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress(address.host(), address.port())
            .usePlaintext()
            .maxInboundMessageSize(MAX_MESSAGE_BYTES)
            .build();
    return new FleetClient(channel, FleetExecutorGrpc.newBlockingStub(channel));
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}

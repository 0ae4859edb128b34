package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ExecuteRequest;
import io.fleetexecutor.v1.ExecuteResponse;
import io.fleetexecutor.v1.Execution;
import io.fleetexecutor.v1.ExecutionEvent;
import io.fleetexecutor.v1.FleetExecutorGrpc;
import io.fleetexecutor.v1.FleetExecutorGrpc.FleetExecutorBlockingStub;
import io.fleetexecutor.v1.GetExecutionRequest;
import io.fleetexecutor.v1.WatchExecutionRequest;
import io.fleetexecutor.v1.WatchExecutionResponse;
import io.grpc.CallCredentials;
import io.grpc.ChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** One connection to the service; closing it ends the calls in it. */
record FleetClient(ManagedChannel channel, FleetExecutorBlockingStub service)
    implements AutoCloseable {
  private static final int MAX_MESSAGE_BYTES = 64 << 20;

  /**
   * @param caller put to each call; null: nothing is
   */
  static FleetClient to(
      ServerAddress address, ChannelCredentials credentials, @Nullable CallCredentials caller) {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress(address.host(), address.port(), credentials)
            .maxInboundMessageSize(MAX_MESSAGE_BYTES)
            .build();
    return new FleetClient(
        channel, FleetExecutorGrpc.newBlockingStub(channel).withCallCredentials(caller));
  }

  Iterator<ExecutionEvent> execute(ExecuteRequest request) {
    return new EventIterator<>(service.execute(request), ExecuteResponse::getEvent);
  }

  Iterator<ExecutionEvent> watch(WatchExecutionRequest request) {
    return new EventIterator<>(service.watchExecution(request), WatchExecutionResponse::getEvent);
  }

  Execution execution(String name) {
    return service
        .getExecution(GetExecutionRequest.newBuilder().setName(name).build())
        .getExecution();
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}

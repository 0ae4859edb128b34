package io.fleetexecutor.cli;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.Optional;

/** What a status carries besides its code and message. */
record StatusDetails(Status status) {

  static StatusDetails of(StatusRuntimeException failure) {
    return new StatusDetails(
        StatusProto.fromStatusAndTrailers(failure.getStatus(), failure.getTrailers()));
  }

  /** The first detail of a type; what cannot be read is as if it were not there. */
  <M extends Message> Optional<M> find(Class<M> type) {
    for (Any detail : status.getDetailsList()) {
      if (detail.is(type)) {
        try {
          return Optional.of(detail.unpack(type));
        } catch (InvalidProtocolBufferException malformed) {
          return Optional.empty();
        }
      }
    }
    return Optional.empty();
  }
}

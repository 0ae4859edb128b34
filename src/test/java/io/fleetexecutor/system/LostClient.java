package io.fleetexecutor.system;

import io.fleetexecutor.v1.ExecuteRequest;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;

/** A client, of gRPC-Web as it is in a browser, whose connection is lost when it is closed. */
record LostClient(Socket socket) implements AutoCloseable {

  static LostClient execute(ServiceProcess service, ExecuteRequest request) throws IOException {
    var socket = new Socket("127.0.0.1", service.port());
    byte[] message = request.toByteArray();
    var out = new DataOutputStream(socket.getOutputStream());
    out.writeBytes("POST /fleet.executor.v1.FleetExecutor/Execute HTTP/1.1\r\nHost: localhost\r\n");
    out.writeBytes("Content-Type: application/grpc-web+proto\r\n");
    out.writeBytes("Content-Length: " + (5 + message.length) + "\r\n\r\n");
    out.writeByte(0);
    out.writeInt(message.length);
    out.write(message);
    return new LostClient(socket);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

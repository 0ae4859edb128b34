package io.fleetexecutor.api;

import io.fleetexecutor.limit.CallerKey;
import io.fleetexecutor.model.Caller;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a call and from where, from the transport, which finds out, to the service.
 *
 * @param address of the other end of the connection
 * @param agent what the client says that it is
 */
public record CallOrigin(Caller caller, String address, String agent) {
  private static final CallOrigin UNKNOWN = new CallOrigin(Caller.ANONYMOUS, "", "");
  private static final Metadata.Key<byte[]> HEADER =
      Metadata.Key.of("fleet-caller-bin", Metadata.BINARY_BYTE_MARSHALLER);
  private static final Context.Key<CallOrigin> KEY = Context.keyWithDefault("origin", UNKNOWN);

  /** In place of whatever a client has sent. */
  public void putInto(Metadata headers) {
    headers.discardAll(HEADER);
    headers.put(HEADER, bytes());
  }

  /** Whom the call counts for. */
  public CallerKey key() {
    return CallerKey.of(caller, address);
  }

  /** Of the call that is being made. */
  static CallOrigin current() {
    return KEY.get();
  }

  /** Gives each call its origin. */
  public static ServerInterceptor interceptor() {
    return new Interceptor();
  }

  private byte[] bytes() {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      write(out, caller.name());
      write(out, caller.uid());
      out.writeInt(caller.groups().size());
      for (String group : caller.groups()) {
        write(out, group);
      }
      write(out, address);
      write(out, agent);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Of any length, and each character as it is. */
  private static void write(DataOutputStream out, String text) throws IOException {
    out.writeInt(text.length());
    out.writeChars(text);
  }

  private static String read(DataInputStream in) throws IOException {
    var text = new StringBuilder();
    for (int i = in.readInt(); i > 0; i--) {
      text.append(in.readChar());
    }
    return text.toString();
  }

  private static CallOrigin of(byte[] bytes) {
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      String name = read(in);
      String uid = read(in);
      List<String> groups = new ArrayList<>();
      for (int i = in.readInt(); i > 0; i--) {
        groups.add(read(in));
      }
      return new CallOrigin(new Caller(name, groups, uid), read(in), read(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Interceptor implements ServerInterceptor {
    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
        ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
      byte @Nullable [] origin = headers.get(HEADER);
      Context context = Context.current().withValue(KEY, origin == null ? UNKNOWN : of(origin));
      return Contexts.interceptCall(context, call, headers, next);
    }
  }
}

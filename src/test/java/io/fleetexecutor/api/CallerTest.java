package io.fleetexecutor.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallerTest {
  private final List<String> callers = new ArrayList<>();

  private List<String> call(Metadata headers) {
    Caller.interceptor()
        .interceptCall(
            new NoCall(),
            headers,
            (call, passed) -> {
              callers.add(Caller.current());
              return new ServerCall.Listener<>() {};
            });
    return callers;
  }

  private static final class NoCall extends ServerCall<String, String> {
    @Override
    public void request(int messages) {}

    @Override
    public void sendHeaders(Metadata headers) {}

    @Override
    public void sendMessage(String message) {}

    @Override
    public void close(io.grpc.Status status, Metadata trailers) {}

    @Override
    public boolean isCancelled() {
      return false;
    }

    @Override
    public io.grpc.MethodDescriptor<String, String> getMethodDescriptor() {
      throw new UnsupportedOperationException();
    }
  }

  @Test
  void aCallHasTheCallerThatTheTransportTells() {
    var headers = new Metadata();
    Caller.put(headers, "Jörg");
    assertThat(call(headers)).containsExactly("Jörg");
    assertThat(Caller.current()).as("outside of it").isEqualTo(Caller.ANONYMOUS);
  }

  @Test
  void whatAClientClaimsCountsForNothing() {
    var headers = new Metadata();
    headers.put(
        Metadata.Key.of("fleet-caller-bin", Metadata.BINARY_BYTE_MARSHALLER), "root".getBytes());
    Caller.put(headers, Caller.ANONYMOUS);
    assertThat(call(headers)).containsExactly(Caller.ANONYMOUS);
  }

  @Test
  void whoIsNotToldIsAnonymous() {
    assertThat(call(new Metadata())).containsExactly(Caller.ANONYMOUS);
  }
}

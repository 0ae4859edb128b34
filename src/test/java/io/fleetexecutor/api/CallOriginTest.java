package io.fleetexecutor.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.fleetexecutor.model.Caller;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallOriginTest {
  private static final CallOrigin JOERG =
      new CallOrigin(new Caller("Jörg", List.of("sre", "ops"), "42"), "10.0.0.7", "fleet/1");
  private static final CallOrigin NOBODY = new CallOrigin(Caller.ANONYMOUS, "", "");

  private final List<CallOrigin> origins = new ArrayList<>();

  private List<CallOrigin> call(Metadata headers) {
    CallOrigin.interceptor()
        .interceptCall(
            new NoCall(),
            headers,
            (call, passed) -> {
              origins.add(CallOrigin.current());
              return new ServerCall.Listener<>() {};
            });
    return origins;
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
      throw new IllegalStateException("nobody asks");
    }
  }

  @Test
  void aNameMayHaveAnyLengthAndAnyCharacters() {
    var headers = new Metadata();
    var longest =
        new CallOrigin(Caller.named("\uD800é".repeat(50_000)), "", "\uDC00".repeat(70_000));

    longest.putInto(headers);

    assertThat(call(headers)).containsExactly(longest);
  }

  @Test
  void aCallHasTheCallerThatTheTransportTells() {
    var headers = new Metadata();
    JOERG.putInto(headers);
    assertThat(call(headers)).containsExactly(JOERG);
    assertThat(CallOrigin.current()).as("outside of it").isEqualTo(NOBODY);
  }

  @Test
  void whatAClientClaimsCountsForNothing() {
    var headers = new Metadata();
    headers.put(
        Metadata.Key.of("fleet-caller-bin", Metadata.BINARY_BYTE_MARSHALLER), "root".getBytes());
    NOBODY.putInto(headers);
    assertThat(call(headers)).containsExactly(NOBODY);
  }

  @Test
  void whoIsNotToldIsAnonymous() {
    assertThat(call(new Metadata())).containsExactly(NOBODY);
  }
}

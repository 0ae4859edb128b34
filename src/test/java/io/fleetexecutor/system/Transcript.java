package io.fleetexecutor.system;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** All that services and command lines have told in the tests, until it has been searched. */
final class Transcript {
  private static final String DIRECTORY = "target/transcript";

  private Transcript() {}

  static Path directory() throws IOException {
    return Files.createDirectories(Path.of(DIRECTORY).toAbsolutePath());
  }

  /** A new file of it. */
  static Path file(String prefix, String suffix) throws IOException {
    return Files.createTempFile(directory(), prefix, suffix);
  }

  /** Writes down each message and each status that a client receives. */
  static ClientInterceptor answers() {
    return Answers.WRITTEN;
  }

  private record Answers(OutputStream file) implements ClientInterceptor {
    private static final Answers WRITTEN = new Answers(open());

    private static OutputStream open() {
      try {
        return new FileOutputStream(Transcript.file("answers", ".bin").toFile());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private synchronized void write(byte[] answer) {
      try {
        file.write(answer);
        file.write('\n');
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(
        MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
      return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
        @Override
        public void start(Listener<A> listener, Metadata headers) {
          super.start(
              new SimpleForwardingClientCallListener<>(listener) {
                @Override
                public void onMessage(A message) {
                  try (var bytes = method.streamResponse(message)) {
                    write(bytes.readAllBytes());
                  } catch (IOException e) {
                    throw new UncheckedIOException(e);
                  }
                  super.onMessage(message);
                }

                @Override
                public void onClose(Status status, Metadata trailers) {
                  write((status + " " + trailers).getBytes(StandardCharsets.UTF_8));
                  super.onClose(status, trailers);
                }
              },
              headers);
        }
      };
    }
  }
}

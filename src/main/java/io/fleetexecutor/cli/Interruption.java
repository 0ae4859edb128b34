package io.fleetexecutor.cli;

import io.grpc.Context.CancellableContext;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * While open, the first Ctrl-C or SIGTERM cancels a call and the second ends the process at once.
 */
final class Interruption implements AutoCloseable {
  private record Replaced(Signal signal, SignalHandler handler) {}

  private final CancellableContext call;
  private final List<Replaced> replaced;
  private volatile @Nullable Signal received;

  private Interruption(CancellableContext call) {
    this.call = call;
    this.replaced = Stream.of("INT", "TERM").flatMap(this::handle).toList();
  }

  static Interruption of(CancellableContext call) {
    return new Interruption(call);
  }

  private Stream<Replaced> handle(String name) {
    Signal signal = new Signal(name);
    try {
      return Stream.of(new Replaced(signal, Signal.handle(signal, this::received)));
    } catch (IllegalArgumentException taken) {
      // The JVM was told to leave signals alone; they keep their usual meaning.
      return Stream.empty();
    }
  }

  private synchronized void received(Signal signal) {
    if (received != null) {
      Runtime.getRuntime().halt(ExitCode.ofSignal(signal.getNumber()));
    }
    received = signal;
    call.cancel(null);
  }

  /** The exit code that tells of the signal; null where none came. */
  @Nullable Integer exitCode() {
    Signal signal = received;
    return signal == null ? null : ExitCode.ofSignal(signal.getNumber());
  }

  @Override
  public void close() {
    replaced.forEach(r -> Signal.handle(r.signal, r.handler));
  }
}

package io.fleetexecutor.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;

/**
 * Standard output and error as one screen: lines of either never run into the live line, which
 * stays last on standard error.
 */
final class Screen {
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final PrintWriter out;
  private final PrintWriter err;
  private final Terminal terminal;
  private String live = "";

  Screen(PrintWriter out, PrintWriter err, Terminal terminal) {
    this.out = out;
    this.err = err;
    this.terminal = terminal;
  }

  /** The process' own streams; always UTF-8, as JSON is. */
  static Screen system(Map<String, String> environment) {
    return new Screen(
        writer(FileDescriptor.out),
        writer(FileDescriptor.err),
        Terminal.detect(environment, System.getProperties()));
  }

  /** Not System.out, which swallows the error of a closed pipe. */
  private static PrintWriter writer(FileDescriptor descriptor) {
    return new PrintWriter(new FileOutputStream(descriptor), false, UTF_8);
  }

  PrintWriter out() {
    return out;
  }

  PrintWriter err() {
    return err;
  }

  Terminal terminal() {
    return terminal;
  }

  /** Writes lines to standard output; fails once nobody reads it any more. */
  synchronized void output(List<String> lines) throws OutputClosedException {
    if (lines.isEmpty()) {
      return;
    }
    clearLive();
    lines.forEach(out::println);
    boolean closed = out.checkError();
    if (terminal.withOutput()) {
      drawLive();
    }
    // Otherwise a reader such as grep may be about to write here; the next redraw comes after it.
    if (closed) {
      throw new OutputClosedException();
    }
  }

  void output(String line) throws OutputClosedException {
    output(List.of(line));
  }

  /** Writes a line to standard error. */
  synchronized void notice(String line) {
    clearLive();
    err.println(line);
    drawLive();
    err.flush();
  }

  /** Replaces the live line; an empty one removes it. */
  synchronized void live(String line) {
    if (line.isEmpty()) {
      clearLive();
    }
    live = line;
    drawLive();
    err.flush();
  }

  private void clearLive() {
    if (!live.isEmpty()) {
      err.print(CLEAR_LINE);
      err.flush();
    }
  }

  private void drawLive() {
    if (!live.isEmpty()) {
      // The cursor goes back, so that what others write, such as ^C, does not wrap the line.
      err.print(CLEAR_LINE + live + "\r");
      err.flush();
    }
  }
}

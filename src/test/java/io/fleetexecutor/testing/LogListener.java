package io.fleetexecutor.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Hears what a logger tells at its new level, until it is closed. */
public final class LogListener extends Handler {
  private final Logger logger;
  private final @Nullable Level before;
  private final List<LogRecord> heard = new CopyOnWriteArrayList<>();

  private LogListener(Logger logger) {
    this.logger = logger;
    this.before = logger.getLevel();
  }

  /**
   * @param name empty: that of all loggers
   */
  public static LogListener to(String name, Level level) {
    var listener = new LogListener(Logger.getLogger(name));
    listener.logger.addHandler(listener);
    listener.logger.setLevel(level);
    return listener;
  }

  public List<LogRecord> heard() {
    return List.copyOf(heard);
  }

  public List<LogRecord> warnings() {
    return heard.stream()
        .filter(line -> line.getLevel().intValue() >= Level.WARNING.intValue())
        .toList();
  }

  @Override
  public void publish(LogRecord line) {
    heard.add(line);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
    logger.setLevel(before);
  }
}

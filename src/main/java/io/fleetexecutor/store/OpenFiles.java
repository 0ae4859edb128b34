package io.fleetexecutor.store;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Keeps the files open that were used last, up to a number of them. For one thread. */
final class OpenFiles<T extends AutoCloseable> implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(OpenFiles.class);

  /** Opens the file of an execution. */
  interface Opener<T> {
    T open(String executionId) throws Exception;
  }

  private final Map<String, T> open = new LinkedHashMap<>(16, 0.75f, true);
  private final int limit;
  private final Opener<T> opener;

  OpenFiles(int limit, Opener<T> opener) {
    this.limit = limit;
    this.opener = opener;
  }

  T get(String executionId) throws Exception {
    @Nullable T file = open.get(executionId);
    if (file == null) {
      if (open.size() >= limit) {
        close(open.keySet().iterator().next());
      }
      file = opener.open(executionId);
      open.put(executionId, file);
    }
    return file;
  }

  void close(String executionId) {
    @Nullable T file = open.remove(executionId);
    if (file == null) {
      return;
    }
    try {
      file.close();
    } catch (Exception e) {
      LOG.warnf(e, "closing the log of execution %s", executionId);
    }
  }

  @Override
  public void close() {
    open.keySet().stream().toList().forEach(this::close);
  }
}

package io.fleetexecutor.log;

import java.util.List;

/**
 * Records in their order.
 *
 * @param last no more will follow: of a read, because the log has ended; of results, for now
 */
public record LogPage(List<LogRecord> records, boolean last) {
  public LogPage {
    records = List.copyOf(records);
  }
}

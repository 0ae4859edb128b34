package io.fleetexecutor.jetstream;

import io.fleetexecutor.log.NewRecord;

/** Removes the records of a log but the last one; what was begun can be done again. */
record Trimming(LogStreams streams, LogTail tail) {

  void trim(NewRecord last) {
    tail.load();
    tail.replaceLast(last);
    streams.log().purgeBefore(streams.subjects().log(tail.executionId()), tail.sequence());
    streams.catalog().setTrimmed(tail.executionId());
  }
}

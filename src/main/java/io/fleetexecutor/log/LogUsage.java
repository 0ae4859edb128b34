package io.fleetexecutor.log;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one execution takes of the disk.
 *
 * @param endTime null while it goes on
 * @param bytes of its records; 0 once it was trimmed
 */
public record LogUsage(
    String executionId, Instant createTime, @Nullable Instant endTime, long bytes) {}

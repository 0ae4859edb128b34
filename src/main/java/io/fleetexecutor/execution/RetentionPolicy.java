package io.fleetexecutor.execution;

import java.time.Duration;

/**
 * How long executions that have ended are kept: first with all their events, then as their summary
 * alone.
 *
 * @param maxAge of events, since the end of their execution
 * @param maxExecutions that have their events
 * @param maxBytes of events
 * @param maxHistoryAge of a summary
 * @param maxHistory executions at all
 */
public record RetentionPolicy(
    Duration maxAge, int maxExecutions, long maxBytes, Duration maxHistoryAge, int maxHistory) {}

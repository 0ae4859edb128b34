package io.fleetexecutor.execution;

import java.time.Duration;

/**
 * How long executions that have ended are kept: first with all their events, then as their summary
 * alone. What has not ended does not count. Where there is more than a number or bytes allow,
 * whoever has the most of it loses the oldest.
 *
 * @param maxAge of events, since the end of their execution
 * @param maxExecutions that have their events
 * @param maxBytes of events
 * @param maxHistoryAge of a summary
 * @param maxHistory executions that have ended, with events or with their summary alone
 */
public record RetentionPolicy(
    Duration maxAge, int maxExecutions, long maxBytes, Duration maxHistoryAge, int maxHistory) {}

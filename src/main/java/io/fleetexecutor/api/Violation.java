package io.fleetexecutor.api;

/**
 * One thing that is wrong with a request.
 *
 * @param field its path, as {@code spec.rollout_policy.attempt_timeout}
 * @param description the value, and what would be right
 */
record Violation(String field, String description) {}

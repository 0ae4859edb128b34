/**
 * What the rest speaks of: clusters, operations, policies, plans, events, results and summaries, as
 * immutable data.
 */
@NullMarked
package io.fleetexecutor.model;

import org.jspecify.annotations.NullMarked;

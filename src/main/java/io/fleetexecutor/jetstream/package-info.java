/**
 * The distributed adapter of the log: NATS JetStream, with one subject for each execution and a
 * catalog of them, which any number of replicas share.
 */
@NullMarked
package io.fleetexecutor.jetstream;

import org.jspecify.annotations.NullMarked;

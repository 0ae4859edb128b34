/**
 * A bounded worker pool on Mutiny, and utilities for its results; usable as a library by itself.
 */
@NullMarked
package io.fleetexecutor.pool;

import org.jspecify.annotations.NullMarked;

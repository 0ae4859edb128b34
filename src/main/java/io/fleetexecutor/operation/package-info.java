/** One handler for each kind of operation on one cluster. */
@NullMarked
package io.fleetexecutor.operation;

import org.jspecify.annotations.NullMarked;

/**
 * The workers of several processes as one pool: a task gets its worker in the process that its
 * cluster falls to.
 */
@NullMarked
package io.fleetexecutor.workforce;

import org.jspecify.annotations.NullMarked;

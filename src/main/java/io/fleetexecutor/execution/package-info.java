/**
 * Plans executions and runs them over the worker pool; its ports are what it needs of the outside.
 */
@NullMarked
package io.fleetexecutor.execution;

import org.jspecify.annotations.NullMarked;

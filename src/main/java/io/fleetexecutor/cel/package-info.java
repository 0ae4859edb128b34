/**
 * Expressions of callers over what clusters answer: CEL, compiled once, evaluated at bounded cost.
 */
@NullMarked
package io.fleetexecutor.cel;

import org.jspecify.annotations.NullMarked;

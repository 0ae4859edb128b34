/** Expressions of callers over what clusters answer, in the Common Expression Language (CEL). */
@NullMarked
package io.fleetexecutor.cel;

import org.jspecify.annotations.NullMarked;

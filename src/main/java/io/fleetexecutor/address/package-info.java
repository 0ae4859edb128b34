/** Which addresses may be trusted with tokens and keys. */
@NullMarked
package io.fleetexecutor.address;

import org.jspecify.annotations.NullMarked;

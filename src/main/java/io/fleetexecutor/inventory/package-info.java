/** Which clusters there are, from every source that tells, and how each of them is reached. */
@NullMarked
package io.fleetexecutor.inventory;

import org.jspecify.annotations.NullMarked;

/** How much a caller may ask for at once; knows nothing of what is asked for. */
@NullMarked
package io.fleetexecutor.limit;

import org.jspecify.annotations.NullMarked;

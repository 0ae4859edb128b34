/** Who callers are: whose a bearer token is. */
@NullMarked
package io.fleetexecutor.identity;

import org.jspecify.annotations.NullMarked;

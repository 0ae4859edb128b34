/** Which clusters there are, and how to talk to their API servers. */
@NullMarked
package io.fleetexecutor.cluster;

import org.jspecify.annotations.NullMarked;

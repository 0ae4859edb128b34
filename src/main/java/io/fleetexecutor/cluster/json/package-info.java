/**
 * How JSON from API servers is read as it arrives, so that no more of it is kept than is wanted.
 */
@NullMarked
package io.fleetexecutor.cluster.json;

import org.jspecify.annotations.NullMarked;

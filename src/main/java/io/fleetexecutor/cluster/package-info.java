/** How to talk to the API servers of clusters. */
@NullMarked
package io.fleetexecutor.cluster;

import org.jspecify.annotations.NullMarked;

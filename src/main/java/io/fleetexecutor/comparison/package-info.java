/** Whether and where objects of a cluster differ from each other: fingerprints and diffs. */
@NullMarked
package io.fleetexecutor.comparison;

import org.jspecify.annotations.NullMarked;

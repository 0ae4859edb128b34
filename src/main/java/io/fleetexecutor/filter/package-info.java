/** Filters of lists: a subset of AIP-160, read into predicates. */
@NullMarked
package io.fleetexecutor.filter;

import org.jspecify.annotations.NullMarked;

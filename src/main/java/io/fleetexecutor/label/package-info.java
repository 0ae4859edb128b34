/** Label selectors: Kubernetes' own syntax, read into predicates over labels. */
@NullMarked
package io.fleetexecutor.label;

import org.jspecify.annotations.NullMarked;

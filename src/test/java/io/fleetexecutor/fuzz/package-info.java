/** What the fuzz tests of several packages share. */
@NullMarked
package io.fleetexecutor.fuzz;

import org.jspecify.annotations.NullMarked;

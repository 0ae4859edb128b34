/** What the tests of several packages share. */
@NullMarked
package io.fleetexecutor.testing;

import org.jspecify.annotations.NullMarked;

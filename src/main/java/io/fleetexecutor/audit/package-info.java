/** What was done by whom: one line of JSON after the other, in a file that only grows. */
@NullMarked
package io.fleetexecutor.audit;

import org.jspecify.annotations.NullMarked;

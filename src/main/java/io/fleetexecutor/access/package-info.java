/** Who may do what in which clusters: permissions, by a policy that may change at any time. */
@NullMarked
package io.fleetexecutor.access;

import org.jspecify.annotations.NullMarked;

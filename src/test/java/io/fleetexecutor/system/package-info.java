/** The packaged service as its users run it: a process of its own, real clients, real clusters. */
@NullMarked
package io.fleetexecutor.system;

import org.jspecify.annotations.NullMarked;

/**
 * Port: the durable log of each execution, and the catalog of all of them. A log keeps records as
 * opaque bytes, with a label that tells what each is about.
 */
@NullMarked
package io.fleetexecutor.log;

import org.jspecify.annotations.NullMarked;

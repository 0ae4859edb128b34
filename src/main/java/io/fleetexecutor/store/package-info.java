/**
 * The embedded adapter of the log: SQLite, with one file for each execution and a catalog of them.
 */
@NullMarked
package io.fleetexecutor.store;

import org.jspecify.annotations.NullMarked;

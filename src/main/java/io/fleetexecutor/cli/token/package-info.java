/** Bearer tokens that the command line calls with: where they come from, and how they are kept. */
@NullMarked
package io.fleetexecutor.cli.token;

import org.jspecify.annotations.NullMarked;

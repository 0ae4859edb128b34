/** The command line, a gRPC client of the service. */
@NullMarked
package io.fleetexecutor.cli;

import org.jspecify.annotations.NullMarked;

/** gRPC and gRPC-Web on the HTTP port: HTTP requests become calls of the same services. */
@NullMarked
package io.fleetexecutor.api.transport;

import org.jspecify.annotations.NullMarked;

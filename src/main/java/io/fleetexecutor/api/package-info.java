/** The gRPC edge: validation, mapping between protobuf and the model, and status mapping. */
@NullMarked
package io.fleetexecutor.api;

import org.jspecify.annotations.NullMarked;

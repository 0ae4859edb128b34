package io.fleetexecutor.api.transport;

/**
 * A method that is called.
 *
 * @param name of service and method, as {@code fleet.executor.v1.FleetExecutor/Execute}
 * @param isClientStreaming whether the client may send messages for as long as it likes
 * @param maxRequestBytes the largest request message
 */
record GrpcMethod(String name, boolean isClientStreaming, int maxRequestBytes) {}

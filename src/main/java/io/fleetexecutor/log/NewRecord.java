package io.fleetexecutor.log;

/** A record that has no position yet. */
public record NewRecord(RecordLabel label, byte[] payload) {}

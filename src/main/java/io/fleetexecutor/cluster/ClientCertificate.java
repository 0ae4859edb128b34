package io.fleetexecutor.cluster;

/** A certificate and its key, by which an API server knows the caller. */
public record ClientCertificate(PemSource certificate, PemSource key) {}

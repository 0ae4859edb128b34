package io.fleetexecutor.model;

/**
 * Names one object.
 *
 * @param apiVersion {@code v1} or {@code apps/v1}; empty in a request: as discovery prefers
 * @param kind in a request any form that discovery resolves; in an answer the kind
 * @param namespace empty in a request: that of the cluster's context; empty in an answer: none
 */
public record ResourceRef(String apiVersion, String kind, String namespace, String objectName) {}

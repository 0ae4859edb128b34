package io.fleetexecutor.model;

/**
 * One object that is to be applied.
 *
 * @param namespace empty where it names none
 * @param json the whole object
 */
public record Manifest(
    String apiVersion, String kind, String namespace, String name, String json) {}

package io.fleetexecutor.cli;

import io.fleetexecutor.cli.token.Waiting;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/**
 * What the command line finds around it.
 *
 * @param environment the variables of the process, for those that are no option's default
 * @param stateDirectory where logins are kept
 */
record Surroundings(
    Map<String, String> environment, Path stateDirectory, InstantSource clock, Waiting waiting) {}

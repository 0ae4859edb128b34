package io.fleetexecutor.cli;

import io.fleetexecutor.v1.ClusterResult;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * States of clusters in any case: failed, TIMED_OUT, not-attempted. The service knows which fit.
 */
final class ClusterStateConverter implements ITypeConverter<ClusterResult.State> {

  @Override
  public ClusterResult.State convert(String text) {
    String name = text.toUpperCase(Locale.ROOT).replace('-', '_');
    return Arrays.stream(ClusterResult.State.values())
        .filter(ClusterStateConverter::isState)
        .filter(state -> state.name().equals(name) || StateNames.of(state).equals(name))
        .findFirst()
        .orElseThrow(
            () -> new TypeConversionException("'" + text + "' is not a state; use " + names()));
  }

  private static String names() {
    return Arrays.stream(ClusterResult.State.values())
        .filter(ClusterStateConverter::isState)
        .map(state -> StateNames.of(state).toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }

  private static boolean isState(ClusterResult.State state) {
    return state != ClusterResult.State.UNRECOGNIZED
        && state != ClusterResult.State.STATE_UNSPECIFIED;
  }
}

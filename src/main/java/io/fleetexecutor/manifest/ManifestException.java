package io.fleetexecutor.manifest;

import java.util.List;
import java.util.stream.Collectors;

/** A source is no manifests, or no patch; with everything that is wrong with it. */
public final class ManifestException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient List<Problem> problems;

  ManifestException(List<Problem> problems) {
    super(problems.stream().map(Problem::description).collect(Collectors.joining("; ")));
    this.problems = List.copyOf(problems);
  }

  /** At least one, at most 100. */
  public List<Problem> problems() {
    return problems;
  }
}

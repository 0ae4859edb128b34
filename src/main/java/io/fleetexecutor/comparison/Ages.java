package io.fleetexecutor.comparison;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What tables tell of how long ago something was, which is no difference between clusters. */
public final class Ages {
  private static final Set<String> COLUMNS =
      Set.of("Age", "Last Seen", "First Seen", "Last Schedule");

  /** As in the restarts of a pod: 3 (5m ago). */
  private static final Pattern LAST = Pattern.compile(" \\((?:[0-9]+[a-z])+ ago\\)$");

  private Ages() {}

  /**
   * What a cell tells besides ages; empty where its column tells nothing else.
   *
   * @param kind of what the row is of
   * @param column as the API server heads it
   * @param type of the column, as in an OpenAPI schema, or its format
   */
  public static Optional<String> without(String kind, String column, String type, String cell) {
    boolean isAge =
        type.equals("date")
            || COLUMNS.contains(column)
            || kind.equals("Job") && column.equals("Duration");
    return isAge ? Optional.empty() : Optional.of(LAST.matcher(cell).replaceFirst(""));
  }
}

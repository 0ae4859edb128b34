package io.fleetexecutor.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which clusters are meant: those that a name or pattern and the label selector take, without those
 * that an exclusion takes.
 *
 * @param names exact names, or patterns with {@code *} and {@code ?}; empty: every cluster
 * @param labelSelector in Kubernetes' syntax; empty: any labels
 * @param excludedNames as {@code names}
 * @param expectedClusterCount a guard against taking more or fewer clusters than meant
 */
public record ClusterSelector(
    List<String> names,
    String labelSelector,
    List<String> excludedNames,
    @Nullable Integer expectedClusterCount) {

  public static final ClusterSelector ALL = new ClusterSelector(List.of(), "", List.of(), null);

  public ClusterSelector {
    names = List.copyOf(names);
    excludedNames = List.copyOf(excludedNames);
  }

  /** Whether the text is a pattern, and not an exact name. */
  public static boolean isPattern(String text) {
    return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
  }
}

package io.fleetexecutor.cli;

import java.util.List;

/** As many names of clusters as fit in a line, and how many more there are. */
final class NameList {
  private static final int WIDTH = 60;

  private NameList() {}

  /** In a line of the usual width. */
  static String of(List<String> clusters, int count) {
    return of(clusters, count, WIDTH);
  }

  /**
   * @param clusters the first ones of them; none where their names are not kept
   * @param count of all of them
   * @param width of the line; at least one name is told, however long it is
   */
  static String of(List<String> clusters, int count, int width) {
    if (clusters.isEmpty()) {
      return "";
    }
    List<String> names = clusters.stream().map(ResourceNames::cluster).map(Printable::of).toList();
    int shown = names.size();
    while (shown > 1 && ColumnTable.width(text(names, shown, count)) > width) {
      shown--;
    }
    return text(names, shown, count);
  }

  private static String text(List<String> names, int shown, int count) {
    String list = String.join(", ", names.subList(0, shown));
    return count > shown ? "%s, … (%d more)".formatted(list, count - shown) : list;
  }
}

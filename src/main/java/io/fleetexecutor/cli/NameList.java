package io.fleetexecutor.cli;

import java.util.List;

/** As many names of clusters as fit in a short line, and how many more there are. */
final class NameList {
  private static final int WIDTH = 44;

  private NameList() {}

  /**
   * @param clusters the first ones of them, at least one
   * @param count of all of them
   */
  static String of(List<String> clusters, int count) {
    StringBuilder line = new StringBuilder();
    int shown = 0;
    for (String cluster : clusters) {
      String name = Printable.of(ResourceNames.cluster(cluster));
      if (shown > 0 && line.length() + name.length() > WIDTH) {
        break;
      }
      line.append(shown == 0 ? "" : ", ").append(name);
      shown++;
    }
    return count > shown ? "%s, … (%d more)".formatted(line, count - shown) : line.toString();
  }
}

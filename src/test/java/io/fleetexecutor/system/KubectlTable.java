package io.fleetexecutor.system;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The table that kubectl printed: its headings, and the cells of each line below. */
record KubectlTable(List<String> headings, List<List<String>> rows) {
  /** Columns are three spaces apart. */
  private static final Pattern HEADING = Pattern.compile("\\S+( \\S+)*");

  static KubectlTable of(String printed) {
    List<String> lines = printed.lines().toList();
    List<MatchResult> headings = HEADING.matcher(lines.getFirst()).results().toList();
    return new KubectlTable(
        headings.stream().map(MatchResult::group).toList(),
        lines.stream().skip(1).map(line -> cells(line, headings)).toList());
  }

  private static List<String> cells(String line, List<MatchResult> headings) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < headings.size(); i++) {
      int start = Math.min(headings.get(i).start(), line.length());
      int end = i + 1 < headings.size() ? headings.get(i + 1).start() : line.length();
      cells.add(line.substring(start, Math.min(end, line.length())).strip());
    }
    return cells;
  }
}

package io.fleetexecutor.manifest;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a source where a line begins a document with {@code ---} or ends one with {@code ...}: in
 * YAML neither can be a part of a document, not even in a block of text. What is in a segment can
 * then be YAML or JSON.
 */
final class Segments {
  private final String source;
  private final List<Segment> segments = new ArrayList<>();
  private int start;
  private int firstLine;
  private boolean hasContent;

  private Segments(String source) {
    this.source = source;
  }

  static List<Segment> of(String source) {
    Segments segments = new Segments(source);
    segments.cut();
    return segments.segments;
  }

  private void cut() {
    int position = 0;
    for (int line = 0; position < source.length(); line++) {
      int next = nextLine(position);
      if (isMarker("---", position)) {
        if (hasContent) {
          end(position, line);
        }
        hasContent = true;
      } else if (isMarker("...", position)) {
        end(next, line + 1);
      } else if (!hasContent) {
        hasContent = !isPrelude(position, next);
      }
      position = next;
    }
    end(position, 0);
  }

  private void end(int position, int nextLine) {
    if (position > start) {
      segments.add(new Segment(source.substring(start, position), firstLine));
    }
    start = position;
    firstLine = nextLine;
    hasContent = false;
  }

  private int nextLine(int position) {
    int end = position;
    while (end < source.length() && source.charAt(end) != '\n' && source.charAt(end) != '\r') {
      end++;
    }
    boolean isWindows = source.startsWith("\r\n", end);
    return Math.min(source.length(), end + (isWindows ? 2 : 1));
  }

  private boolean isMarker(String marker, int position) {
    int end = position + marker.length();
    return source.startsWith(marker, position)
        && (end == source.length() || " \t\r\n".indexOf(source.charAt(end)) >= 0);
  }

  /** Blank lines, comments and directives can stand before the {@code ---} of their document. */
  private boolean isPrelude(int position, int end) {
    if (source.charAt(position) == '%') {
      return true;
    }
    int first = position;
    while (first < end && Character.isWhitespace(source.charAt(first))) {
      first++;
    }
    return first == end || source.charAt(first) == '#';
  }

  /**
   * Whole lines.
   *
   * @param firstLine from 0
   */
  record Segment(String text, int firstLine) {

    boolean isBlank() {
      return text.isBlank();
    }

    /** The text where it may be JSON, with the same positions; else null. */
    @Nullable String json() {
      String json = text.startsWith("---") ? "   " + text.substring(3) : text;
      String content = json.stripLeading();
      return content.startsWith("{") || content.startsWith("[") ? json : null;
    }
  }
}

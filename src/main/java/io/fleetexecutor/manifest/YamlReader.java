package io.fleetexecutor.manifest;

import java.util.function.Consumer;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.reader.ReaderException;

/** Reads the YAML documents of one segment. */
final class YamlReader {
  private static final String TAB_HINT = "'\\t(TAB)' that cannot start any token";

  private YamlReader() {}

  /**
   * @throws SyntaxException after the documents before it
   */
  static void read(String text, NodeCount nodes, Consumer<Node> documents) throws SyntaxException {
    try {
      Composer composer = new BoundedComposer(text, nodes);
      while (composer.checkNode()) {
        documents.accept(composer.getNode());
      }
    } catch (MarkedYAMLException e) {
      throw new SyntaxException(e.getProblemMark(), description(e));
    } catch (ReaderException e) {
      throw new SyntaxException(mark(text, e.getPosition()), unreadable(e.getCodePoint()));
    } catch (NumberFormatException e) {
      // SnakeYAML parses an escape before it looks whether digits follow.
      throw new SyntaxException(null, "this is not YAML: an escape without its digits");
    } catch (IllegalArgumentException e) {
      // SnakeYAML decodes a tag, and refuses what it is then, without a place.
      throw new SyntaxException(null, "this is not YAML: a tag with spaces around it");
    } catch (YAMLException e) {
      throw new SyntaxException(null, limit(String.valueOf(e.getMessage())));
    }
  }

  private static String description(MarkedYAMLException error) {
    String problem = String.valueOf(error.getProblem());
    if (problem.startsWith("Global tag is not allowed")) {
      return "the tag" + problem.substring(problem.indexOf(':') + 1) + " is not allowed";
    }
    if (problem.contains(TAB_HINT)) {
      return "a tab cannot indent YAML; use spaces";
    }
    String context = error.getContext();
    return "this is not YAML: " + (context == null ? problem : context + ", " + problem);
  }

  private static String limit(String message) {
    if (message.startsWith("Nesting Depth")) {
      return "nested deeper than " + Limits.NESTING + " levels";
    }
    if (message.startsWith("Number of aliases")) {
      return "more than %,d aliases".formatted(Limits.ALIASES);
    }
    return message;
  }

  private static String unreadable(int codePoint) {
    return "the character U+%04X is not allowed in YAML".formatted(codePoint);
  }

  /** A position counts characters from 0. */
  private static Mark mark(String text, int position) {
    int codePoints = Math.min(position, text.codePointCount(0, text.length()));
    String before = text.substring(0, text.offsetByCodePoints(0, codePoints));
    int lineStart = Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1;
    int line = (int) before.lines().count() - (lineStart == before.length() ? 0 : 1);
    return new Mark("", position, line, before.length() - lineStart, new int[0], 0);
  }
}

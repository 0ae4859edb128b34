package io.fleetexecutor.inventory;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads one YAML mapping, up to a size, out of a file or a text; failures never repeat what is in
 * it.
 */
final class YamlFile {
  private static final int MAX_BYTES = 10 << 20;

  // fabric8's own reader stops at 3 MB, which some thousand clusters exceed.
  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setCodePointLimit(MAX_BYTES).build();

  // What aliases expand to has no limit.
  private static final LoadSettings FOREIGN =
      LoadSettings.builder().setCodePointLimit(MAX_BYTES).setMaxAliasesForCollections(0).build();

  private YamlFile() {}

  /** Fails with the reason, to be told after the path. */
  static Map<?, ?> read(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      throw new IOException("is a directory, not a file");
    }
    if (!Files.isReadable(path)) {
      throw new IOException("may not be read by this user");
    }
    if (Files.size(path) > MAX_BYTES) {
      throw new IOException(
          "has " + Files.size(path) + " bytes; at most " + MAX_BYTES + " are read");
    }
    return parse(SETTINGS, text(path));
  }

  /** What others have written, in which no alias is taken; fails with the reason. */
  static Map<?, ?> parseForeign(String text) throws IOException {
    return parse(FOREIGN, text);
  }

  private static String text(Path path) throws IOException {
    try {
      return Files.readString(path);
    } catch (CharacterCodingException e) {
      throw new IOException("is no text in UTF-8", e);
    }
  }

  private static Map<?, ?> parse(LoadSettings settings, String text) throws IOException {
    try {
      return mapping(new Load(settings).loadFromString(text));
    } catch (MarkedYamlEngineException e) {
      throw new IOException("is no valid YAML" + place(e), e);
    } catch (YamlEngineException e) {
      throw new IOException("is no valid YAML", e);
    }
  }

  private static Map<?, ?> mapping(Object document) throws IOException {
    return switch (document) {
      case null -> throw new IOException("is empty");
      case Map<?, ?> mapping -> mapping;
      default -> throw new IOException("is no YAML mapping");
    };
  }

  private static String place(MarkedYamlEngineException failure) {
    return failure
        .getProblemMark()
        .map(mark -> " at line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1))
        .orElse("");
  }
}

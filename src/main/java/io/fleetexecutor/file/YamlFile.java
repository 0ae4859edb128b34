package io.fleetexecutor.file;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads one YAML mapping, up to a size, out of a file or a text; failures never repeat what is in
 * it.
 */
public final class YamlFile {
  // What 5,000 clusters take with their certificates and keys inline; fabric8's reader stops at 3
  // MB.
  private static final int MAX_BYTES = 32 << 20;

  // What the parser takes for a line grows with its square.
  private static final int MAX_LINE = 1 << 20;

  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setCodePointLimit(MAX_BYTES).build();

  // What aliases expand to has no limit.
  private static final LoadSettings FOREIGN =
      LoadSettings.builder().setCodePointLimit(MAX_BYTES).setMaxAliasesForCollections(0).build();

  private YamlFile() {}

  /** Fails with the reason, to be told after the path. */
  public static Map<?, ?> read(Path path) throws IOException {
    requireReadable(path);
    if (Files.size(path) > MAX_BYTES) {
      throw new IOException(
          "has " + Files.size(path) + " bytes; at most " + MAX_BYTES + " are read");
    }
    String text = text(path);
    requireShortLines(text);
    return parse(SETTINGS, text);
  }

  /** What others have written, in which no alias is taken; fails with the reason. */
  public static Map<?, ?> parseForeign(String text) throws IOException {
    return parse(FOREIGN, text);
  }

  private static void requireReadable(Path path) throws IOException {
    BasicFileAttributes file;
    try {
      file = Files.readAttributes(path, BasicFileAttributes.class);
    } catch (AccessDeniedException e) {
      throw new IOException("may not be read by this user", e);
    } catch (NoSuchFileException e) {
      throw new IOException("is a link to a file that does not exist", e);
    } catch (FileSystemException e) {
      throw new IOException(
          Files.isSymbolicLink(path)
              ? "is a link that leads back to itself"
              : "cannot be reached: " + e.getReason(),
          e);
    }
    if (file.isDirectory()) {
      throw new IOException("is a directory, not a file");
    }
    if (!file.isRegularFile()) {
      throw new IOException("is no regular file");
    }
    if (!Files.isReadable(path)) {
      throw new IOException("may not be read by this user");
    }
  }

  private static String text(Path path) throws IOException {
    try {
      return Files.readString(path);
    } catch (CharacterCodingException e) {
      throw new IOException("is no text in UTF-8", e);
    } catch (IOException e) {
      throw new IOException("cannot be read: " + e.getMessage(), e);
    }
  }

  private static void requireShortLines(String text) throws IOException {
    int line = 1;
    for (int start = 0; start < text.length(); line++) {
      int end = text.indexOf('\n', start);
      int length = (end < 0 ? text.length() : end) - start;
      if (length > MAX_LINE) {
        throw new IOException(
            "has "
                + length
                + " characters in line "
                + line
                + "; at most "
                + MAX_LINE
                + " are read");
      }
      start += length + 1;
    }
  }

  private static Map<?, ?> parse(LoadSettings settings, String text) throws IOException {
    try {
      Object document = new Load(settings).loadFromString(text);
      if (document != null && !YamlExtent.isBounded(document)) {
        throw new IOException("has an alias that contains itself, or all of them too much");
      }
      return mapping(document);
    } catch (MarkedYamlEngineException e) {
      throw new IOException("is no valid YAML" + place(e), e);
    } catch (YamlEngineException | IllegalArgumentException e) {
      // The parser refuses tags with spaces around them without a place.
      throw new IOException("is no valid YAML", e);
    } catch (StackOverflowError e) {
      // The parser has no limit of its own for how deep things may lie in each other.
      throw new IOException("is nested too deeply");
    }
  }

  private static Map<?, ?> mapping(@Nullable Object document) throws IOException {
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

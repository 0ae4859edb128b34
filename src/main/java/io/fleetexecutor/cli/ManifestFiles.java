package io.fleetexecutor.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Manifests of files, of directories and of standard input as one text, in the order given. */
record ManifestFiles(InputReader input, CommandLine command) {

  String text(List<String> names) {
    StringBuilder text = new StringBuilder();
    names.stream()
        .flatMap(this::files)
        .forEach(file -> append(text, file, input.text(command, file)));
    return text.toString();
  }

  /** A trailing line break may be part of a value: none is added where there is one. */
  private void append(StringBuilder text, String file, String manifests) {
    if (text.length() + manifests.length() > InputReader.MAX_BYTES) {
      throw new ParameterException(
          command,
          "with '%s' the manifests are more than 3 MiB, the most that is taken".formatted(file));
    }
    if (!text.isEmpty()) {
      text.append(text.charAt(text.length() - 1) == '\n' ? "---\n" : "\n---\n");
    }
    text.append(manifests);
  }

  private Stream<String> files(String name) {
    return !name.equals(InputReader.STANDARD_INPUT) && Files.isDirectory(Path.of(name))
        ? directory(name).stream()
        : Stream.of(name);
  }

  private List<String> directory(String name) {
    try (Stream<Path> entries = Files.list(Path.of(name))) {
      List<String> files =
          entries
              .filter(Files::isRegularFile)
              .map(Path::toString)
              .filter(ManifestFiles::isManifest)
              .sorted()
              .toList();
      if (files.isEmpty()) {
        throw new ParameterException(
            command, "'%s' has no *.yaml, *.yml or *.json file".formatted(name));
      }
      return files;
    } catch (IOException failure) {
      throw InputReader.unreadable(command, name, failure);
    }
  }

  private static boolean isManifest(String file) {
    return file.endsWith(".yaml") || file.endsWith(".yml") || file.endsWith(".json");
  }
}

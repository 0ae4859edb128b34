package io.fleetexecutor.inventory;

import io.fleetexecutor.file.WatchedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Kubeconfig files that are named, and those in directories that are named. Named files are one
 * configuration, as for kubectl; each file of a directory is one of its own, and goes when the file
 * goes. Everything here blocks.
 */
final class KubeconfigFiles {
  private final List<Path> paths;
  private final SortedMap<Path, WatchedFile<KubeconfigDocument>> files = new TreeMap<>();
  private final SortedMap<Path, Directory> directories = new TreeMap<>();

  /** What is in a directory, or why that is not known. */
  private record Directory(List<Path> files, String problem) {}

  /**
   * @param configurations each of files that belong together, in the order of their precedence
   */
  record Reading(List<List<KubeconfigDocument>> configurations, List<String> warnings) {}

  KubeconfigFiles(List<Path> paths) {
    this.paths = List.copyOf(paths);
    refresh();
  }

  /** Whether there is something new since the last time. */
  boolean refresh() {
    boolean changed = false;
    for (Path path : paths) {
      if (directories.containsKey(path) || Files.isDirectory(path)) {
        changed |= refreshDirectory(path);
      } else {
        changed |= refreshFile(path);
      }
    }
    return changed;
  }

  private boolean refreshFile(Path path) {
    WatchedFile<KubeconfigDocument> known = files.get(path);
    if (known == null) {
      files.put(path, new WatchedFile<>(path, KubeconfigDocument::read));
      return true;
    }
    return known.refresh();
  }

  private boolean refreshDirectory(Path path) {
    Directory before = directories.get(path);
    Directory now = list(path, before == null ? List.of() : before.files());
    directories.put(path, now);
    boolean changed = !now.equals(before);
    if (before != null) {
      before.files().stream().filter(file -> !now.files().contains(file)).forEach(files::remove);
    }
    for (Path file : now.files()) {
      changed |= refreshFile(file);
    }
    return changed;
  }

  private static Directory list(Path path, List<Path> before) {
    try (Stream<Path> entries = Files.list(path)) {
      // Hidden ones are those that editors and Kubernetes' own volumes keep beside the files.
      return new Directory(
          entries
              .filter(file -> !file.getFileName().toString().startsWith("."))
              .filter(Files::isRegularFile)
              .sorted()
              .toList(),
          "");
    } catch (IOException e) {
      String kept = before.isEmpty() ? "" : "; the files that it held before count";
      return new Directory(
          before,
          path + ": " + (Files.exists(path) ? "may not be read" : "has disappeared") + kept);
    }
  }

  Reading reading() {
    List<List<KubeconfigDocument>> configurations = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    List<KubeconfigDocument> named = new ArrayList<>();
    configurations.add(named);
    for (Path path : paths) {
      Directory directory = directories.get(path);
      if (directory == null) {
        add(path, named, warnings);
        continue;
      }
      if (!directory.problem().isEmpty()) {
        warnings.add(directory.problem());
      }
      for (Path file : directory.files()) {
        List<KubeconfigDocument> own = new ArrayList<>();
        add(file, own, warnings);
        configurations.add(own);
      }
    }
    if (warnings.isEmpty() && configurations.stream().allMatch(List::isEmpty)) {
      warnings.add("no kubeconfig file exists; looked for " + paths);
    }
    return new Reading(configurations, warnings);
  }

  private void add(Path path, List<KubeconfigDocument> configuration, List<String> warnings) {
    WatchedFile<KubeconfigDocument> file = files.get(path);
    KubeconfigDocument content = file == null ? null : file.content();
    if (content != null) {
      configuration.add(content);
    }
    // As with kubectl, one that was never there is no problem.
    if (file != null && !file.problem().isEmpty() && (file.exists() || content != null)) {
      warnings.add(file.problem());
    }
  }
}

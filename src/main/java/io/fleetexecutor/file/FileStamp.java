package io.fleetexecutor.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether the file under a path is as it was; links are followed.
 *
 * @param key of the file itself, so that another one that took its place is noticed
 */
public record FileStamp(long size, FileTime modified, @Nullable Object key) {

  /** Null where there is none, or none that can be looked at; blocks. */
  public static @Nullable FileStamp of(Path path) {
    try {
      var attributes = Files.readAttributes(path, BasicFileAttributes.class);
      return new FileStamp(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
    } catch (IOException e) {
      return null;
    }
  }
}

package org.machizu.store.gpkg;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/** Files that only the server's own user may read. */
final class PersonalFiles {
  private PersonalFiles() {}

  /**
   * Makes an empty file, and its folder, when they are not there. SQLite gives journals the mode of
   * their database, so the file has it before the first byte.
   */
  static void create(Path file) throws IOException {
    Path folder = Objects.requireNonNull(file.getParent(), "a file of a data folder");
    Path data = Objects.requireNonNull(folder.getParent(), "a folder in a data folder");
    if (!Files.getFileStore(data).supportsFileAttributeView("posix")) {
      Files.createDirectories(folder);
      return;
    }
    if (!Files.isDirectory(folder)) {
      Files.createDirectory(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    if (!Files.exists(file)) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
  }
}

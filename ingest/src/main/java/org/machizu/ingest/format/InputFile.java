package org.machizu.ingest.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The first looks at a file that somebody handed in: is it there, has it content, is it bounded.
 */
final class InputFile {
  private InputFile() {}

  /**
   * @throws FormatException with code {@code file-missing}, {@code file-unreadable}, {@code
   *     empty-file} or {@code file-too-large}
   */
  static void check(Path file, ReadLimits limits) throws FormatException, IOException {
    if (!Files.exists(file)) {
      throw new FormatException(
          "file-missing", "there is no file " + file, "Check the path and the spelling.");
    }
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new FormatException(
          "file-unreadable",
          nameOf(file) + " is no readable file",
          "Give one file that this account may read.");
    }
    long bytes = Files.size(file);
    if (bytes == 0) {
      throw new FormatException(
          "empty-file", nameOf(file) + " has 0 bytes", "Export or copy the file again.");
    }
    if (bytes > limits.maxBytes()) {
      throw new FormatException(
          "file-too-large",
          "%s has %d bytes; at most %d are allowed"
              .formatted(nameOf(file), bytes, limits.maxBytes()),
          "Split the file, or bring it in as Shapefile or GeoPackage.");
    }
  }

  /** Up to {@code bytes} bytes from the start. */
  static byte[] head(Path file, int bytes) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(bytes);
    }
  }

  /** The file's name without its folders, for messages. */
  static String nameOf(Path file) {
    Path name = file.getFileName();
    return name == null ? file.toString() : name.toString();
  }

  /** A value as it may stand in a message: on one line and not longer than 60 characters. */
  static String quoted(String value) {
    String line = value.replaceAll("\\p{Cntrl}", " ");
    return "'" + (line.length() <= 60 ? line : line.substring(0, 60) + "…") + "'";
  }
}

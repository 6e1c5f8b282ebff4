package org.machizu.ingest.format;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A first look at a zip's central directory (PKWARE APPNOTE 6.3.10, 4.3.12 to 4.3.16): what a zip
 * library would choke on, or swallow without limit, is refused with a plain reason.
 */
final class ZipDirectory {
  private static final int END = 0x06054b50;
  private static final int END_SIZE = 22;
  private static final int ZIP64_LOCATOR = 0x07064b50;
  private static final int ZIP64_LOCATOR_SIZE = 20;
  private static final int ZIP64_END = 0x06064b50;
  private static final int ZIP64_END_SIZE = 56;
  private static final int ENTRY = 0x02014b50;
  private static final int ENTRY_SIZE = 46;
  private static final int MAX_COMMENT = 0xFFFF;

  /** Names and extra fields of real zips are far shorter. */
  private static final int MAX_BYTES_PER_ENTRY = 4_096;

  private final FileWindow file;
  private final String name;

  private ZipDirectory(FileWindow file, String name) {
    this.file = file;
    this.name = name;
  }

  /** Whether the file begins as a zip does. */
  static boolean looksLikeZip(FileWindow file) throws IOException {
    if (file.size() < 4) {
      return false;
    }
    int at = file.at(0, 4);
    int signature = Bytes.intAt(file.bytes(), at);
    return signature == 0x04034b50 || signature == END;
  }

  static void check(Path zip, String name, ReadLimits limits) throws FormatException, IOException {
    try (FileWindow file = new FileWindow(zip)) {
      if (!looksLikeZip(file)) {
        throw new FormatException(
            "zip-not-a-zip", name + " is not a zip", "Give a .zip, or the unpacked files.");
      }
      new ZipDirectory(file, name).check(limits);
    }
  }

  private void check(ReadLimits limits) throws FormatException, IOException {
    long end = findEnd();
    int at = file.at(end, END_SIZE);
    long entries = Bytes.unsignedShort(file.bytes(), at + 10);
    long size = Bytes.unsignedInt(file.bytes(), at + 12);
    long offset = Bytes.unsignedInt(file.bytes(), at + 16);
    long directoryEnd = end;
    if (entries == 0xFFFF || size == 0xFFFFFFFFL || offset == 0xFFFFFFFFL) {
      long zip64 = findZip64End(end);
      if (zip64 >= 0) {
        at = file.at(zip64, ZIP64_END_SIZE);
        entries = Bytes.longAt(file.bytes(), at + 32);
        size = Bytes.longAt(file.bytes(), at + 40);
        directoryEnd = zip64;
      }
    }
    if (entries < 0 || size < 0 || size > directoryEnd) {
      throw truncated();
    }
    if (entries > limits.maxZipEntries()
        || size > (long) limits.maxZipEntries() * MAX_BYTES_PER_ENTRY) {
      throw new FormatException(
          "zip-too-many-entries",
          "%s holds %,d entries; %,d are allowed".formatted(name, entries, limits.maxZipEntries()),
          "Pack only the files of one layer.");
    }
    checkEntries(directoryEnd - size, directoryEnd);
  }

  private long findEnd() throws FormatException, IOException {
    if (file.size() < END_SIZE) {
      throw truncated();
    }
    int length = (int) Math.min(file.size(), END_SIZE + MAX_COMMENT);
    long from = file.size() - length;
    int at = file.at(from, length);
    for (int i = length - END_SIZE; i >= 0; i--) {
      if (Bytes.intAt(file.bytes(), at + i) == END
          && from + i + END_SIZE + Bytes.unsignedShort(file.bytes(), at + i + 20) <= file.size()) {
        return from + i;
      }
    }
    throw truncated();
  }

  private long findZip64End(long end) throws FormatException, IOException {
    if (end < ZIP64_LOCATOR_SIZE + ZIP64_END_SIZE) {
      return -1;
    }
    int at = file.at(end - ZIP64_LOCATOR_SIZE, ZIP64_LOCATOR_SIZE);
    if (Bytes.intAt(file.bytes(), at) != ZIP64_LOCATOR) {
      return -1;
    }
    long zip64 = Bytes.longAt(file.bytes(), at + 8);
    if (zip64 < 0 || zip64 > end - ZIP64_LOCATOR_SIZE - ZIP64_END_SIZE) {
      throw truncated();
    }
    at = file.at(zip64, ZIP64_END_SIZE);
    if (Bytes.intAt(file.bytes(), at) != ZIP64_END) {
      throw truncated();
    }
    return zip64;
  }

  private void checkEntries(long from, long to) throws FormatException, IOException {
    long position = from;
    while (position + ENTRY_SIZE <= to) {
      int at = file.at(position, ENTRY_SIZE);
      byte[] bytes = file.bytes();
      if (Bytes.intAt(bytes, at) != ENTRY) {
        return; // the library tells what is wrong here
      }
      if ((Bytes.unsignedShort(bytes, at + 8) & 1) != 0) {
        throw new FormatException(
            "zip-encrypted",
            name + " is protected by a password",
            "Unpack it with the password and import the files, or pack them again without one.");
      }
      position +=
          ENTRY_SIZE
              + Bytes.unsignedShort(bytes, at + 28)
              + Bytes.unsignedShort(bytes, at + 30)
              + Bytes.unsignedShort(bytes, at + 32);
    }
  }

  private FormatException truncated() {
    return new FormatException(
        "zip-truncated",
        name + " is cut off: the zip's list of entries at its end is missing",
        "Copy or download the file again; the transfer was probably broken off.");
  }
}

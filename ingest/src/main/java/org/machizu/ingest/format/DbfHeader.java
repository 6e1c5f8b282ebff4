package org.machizu.ingest.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The header of a DBF file (dBASE III and IV, FoxPro), checked against the file's real size.
 *
 * @param records records, as the header says
 * @param headerLength bytes before the first record
 * @param recordLength bytes of a record, with the deletion mark
 * @param languageDriver the LDID byte; 0 when nothing is said
 */
record DbfHeader(
    long records, int headerLength, int recordLength, int languageDriver, List<RawField> fields) {
  private static final int FIXED = 32;
  private static final int FIELD = 32;
  private static final int NAME = 11;
  private static final int END_OF_FIELDS = 0x0D;

  /** A field as it stands in the header; the name's bytes wait for the encoding. */
  record RawField(List<Byte> nameBytes, char type, int offset, int length, int decimals) {
    byte[] name() {
      byte[] name = new byte[nameBytes.size()];
      for (int i = 0; i < name.length; i++) {
        name[i] = nameBytes.get(i);
      }
      return name;
    }
  }

  static DbfHeader read(FileWindow file, String name, ReadLimits limits)
      throws FormatException, IOException {
    if (file.size() == 0) {
      throw new FormatException(
          "dbf-empty",
          name + " is empty (0 bytes): the attributes are missing",
          "Get the .dbf again from the source; without any .dbf only the shapes would be taken.");
    }
    if (file.size() < FIXED + 1) {
      throw truncated(name, "it has " + file.size() + " bytes");
    }
    int at = file.at(0, FIXED);
    byte[] bytes = file.bytes();
    if ((bytes[at] & 0x07) == 4) {
      throw new FormatException(
          "dbf-version",
          name + " is of dBASE 7, which is not read; dBASE III, IV and FoxPro are",
          "Save it in dBASE IV format.");
    }
    long records = Bytes.unsignedInt(bytes, at + 4);
    int headerLength = Bytes.unsignedShort(bytes, at + 8);
    int recordLength = Bytes.unsignedShort(bytes, at + 10);
    int languageDriver = bytes[at + 29] & 0xFF;
    if (headerLength < FIXED + 1 || recordLength < 1) {
      throw damaged(
          name,
          "it says its header has %d bytes and a record %d".formatted(headerLength, recordLength));
    }
    if (headerLength > file.size() || headerLength + records * recordLength > file.size()) {
      throw truncated(
          name,
          "it says it has %,d records of %,d bytes, but it has %,d bytes in all"
              .formatted(records, recordLength, file.size()));
    }
    List<RawField> fields = readFields(file, headerLength, recordLength, name);
    if (fields.size() > limits.maxAttributes()) {
      throw new FormatException(
          "too-many-attributes",
          "%s has %d fields; %d are allowed".formatted(name, fields.size(), limits.maxAttributes()),
          "Leave out fields that are not needed.");
    }
    return new DbfHeader(records, headerLength, recordLength, languageDriver, fields);
  }

  private static List<RawField> readFields(
      FileWindow file, int headerLength, int recordLength, String name)
      throws FormatException, IOException {
    int from = file.at(0, headerLength);
    byte[] bytes = file.bytes();
    int count = 0;
    int plain = 1;
    int wide = 1;
    for (int at = from + FIXED; isField(bytes, at, from + headerLength); at += FIELD) {
      count++;
      plain += bytes[at + 16] & 0xFF;
      wide += length(bytes, at, true);
    }
    if (plain > recordLength) {
      throw damaged(
          name, "its fields need %d bytes, a record has %d".formatted(plain, recordLength));
    }
    // Clipper writes texts longer than 255 bytes with the high byte where decimals stand.
    boolean isWide = plain != recordLength && wide == recordLength;
    List<RawField> fields = new ArrayList<>(count);
    int offset = 1;
    for (int i = 0; i < count; i++) {
      int at = from + FIXED + FIELD * i;
      int nameLength = 0;
      while (nameLength < NAME && bytes[at + nameLength] != 0) {
        nameLength++;
      }
      List<Byte> raw = new ArrayList<>(nameLength);
      for (int k = 0; k < nameLength; k++) {
        raw.add(bytes[at + k]);
      }
      int length = length(bytes, at, isWide);
      fields.add(
          new RawField(raw, (char) (bytes[at + 11] & 0xFF), offset, length, bytes[at + 17] & 0xFF));
      offset += length;
    }
    return fields;
  }

  private static boolean isField(byte[] bytes, int at, int end) {
    return at + FIELD <= end && bytes[at] != END_OF_FIELDS;
  }

  private static int length(byte[] bytes, int at, boolean wide) {
    int length = bytes[at + 16] & 0xFF;
    return wide && bytes[at + 11] == 'C' ? length + ((bytes[at + 17] & 0xFF) << 8) : length;
  }

  private static FormatException truncated(String name, String how) {
    return new FormatException(
        "dbf-truncated",
        name + " is cut off: " + how + "; nothing of the Shapefile was taken",
        "Copy or download the file again; the transfer was probably broken off.");
  }

  private static FormatException damaged(String name, String how) {
    return new FormatException(
        "dbf-damaged",
        name + " is damaged: " + how + "; nothing of the Shapefile was taken",
        "Get the file again from its source, or repair it there.");
  }
}

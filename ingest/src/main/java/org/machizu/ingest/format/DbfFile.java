package org.machizu.ingest.format;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.JulianFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.Attribute;

/**
 * The records of a .dbf file one after the other. A value that cannot be read becomes empty and is
 * told with its row.
 */
final class DbfFile implements Closeable {
  private static final byte DELETED = '*';
  private static final byte END_OF_FILE = 0x1A;
  private static final long TEN_THOUSANDTHS = 10_000;

  /** DBF timestamps have no zone; the offices that write them live in this one. */
  static final ZoneId ZONE = ZoneId.of("Asia/Tokyo");

  private final FileWindow file;
  private final String name;
  private final DbfHeader header;
  private final DbfEncoding encoding;
  private final List<DbfField> fields;
  private final @Nullable DbfTextColumn[] texts;
  private final Consumer<Problem> problems;
  private long records;
  private int at;

  DbfFile(
      Path dbf,
      @Nullable Path cpg,
      @Nullable Charset chosen,
      Map<String, String> columns,
      ReadLimits limits,
      Consumer<Problem> problems)
      throws FormatException, IOException {
    this.file = new FileWindow(dbf);
    this.name = String.valueOf(dbf.getFileName());
    this.problems = problems;
    try {
      this.header = DbfHeader.read(file, name, limits);
      this.encoding = DbfEncoding.choose(chosen, cpg, header, file, problems);
      this.fields = DbfFields.read(header, file, encoding.charset(), columns, problems);
    } catch (FormatException | IOException | RuntimeException e) {
      file.close();
      throw e;
    }
    this.texts = new @Nullable DbfTextColumn[fields.size()];
    for (int i = 0; i < texts.length; i++) {
      DbfField field = fields.get(i);
      if (field.kind() == DbfField.Kind.TEXT) {
        texts[i] = new DbfTextColumn(field.name(), encoding.charset());
      }
    }
  }

  DbfEncoding encoding() {
    return encoding;
  }

  List<Attribute> attributes() {
    List<Attribute> attributes = new ArrayList<>(fields.size());
    for (DbfField field : fields) {
      attributes.add(Attribute.open(field.name(), field.kind().type()));
    }
    return attributes;
  }

  /** Records, as the header says; the file has room for at least as many. */
  long declaredRecords() {
    return header.records();
  }

  /** Records stepped to so far. */
  long records() {
    return records;
  }

  /** Steps to the next record; false when there is none. */
  boolean next() throws FormatException, IOException {
    long position = header.headerLength() + records * header.recordLength();
    if (position + header.recordLength() > file.size()) {
      return false;
    }
    try {
      at = file.at(position, header.recordLength());
    } catch (EOFException shortened) {
      throw new FormatException(
          "dbf-truncated",
          name + " was shortened while it was read; nothing was taken",
          "Import it again when nobody writes it.");
    }
    if (records >= header.records() && file.bytes()[at] == END_OF_FILE) {
      return false;
    }
    records++;
    return true;
  }

  /** Whether the present record is marked as deleted. */
  boolean isDeleted() {
    return file.bytes()[at] == DELETED;
  }

  /** The present record's values in the order of {@link #attributes}. */
  @Nullable Object[] values() {
    @Nullable Object[] values = new @Nullable Object[fields.size()];
    for (int i = 0; i < values.length; i++) {
      DbfField field = fields.get(i);
      int from = at + field.offset();
      int to = from + field.length();
      DbfTextColumn text = texts[i];
      if (text != null) {
        values[i] = text.read(file.bytes(), from, to, records);
        continue;
      }
      try {
        values[i] = value(field, file.bytes(), from, to);
      } catch (NumberFormatException | DateTimeException unreadable) {
        values[i] = null;
        tellUnreadable(field, from, to);
      }
    }
    return values;
  }

  private static @Nullable Object value(DbfField field, byte[] in, int from, int to) {
    return switch (field.kind()) {
      case TEXT -> throw new IllegalStateException("texts are read by their column");
      case INTEGER -> DbfNumbers.readLong(in, from, to);
      case REAL -> DbfNumbers.readDouble(in, from, to);
      case LOGICAL -> logical(in, from, to);
      case DATE -> date(in, from, to);
      case BINARY_INTEGER -> (long) Bytes.intAt(in, from);
      case BINARY_DOUBLE -> finite(Bytes.doubleAt(in, from));
      case CURRENCY -> (double) Bytes.longAt(in, from) / TEN_THOUSANDTHS;
      case TIMESTAMP -> timestamp(in, from);
    };
  }

  private static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }

  private static @Nullable Boolean logical(byte[] in, int from, int to) {
    if (from == to) {
      return null;
    }
    return switch (in[from]) {
      case 'T', 't', 'Y', 'y', '1' -> Boolean.TRUE;
      case 'F', 'f', 'N', 'n', '0' -> Boolean.FALSE;
      case ' ', '?', 0 -> null;
      default -> throw new NumberFormatException("neither T nor F");
    };
  }

  private static @Nullable LocalDate date(byte[] in, int from, int to) {
    Long digits = DbfNumbers.readLong(in, from, to);
    if (digits == null || digits == 0) {
      return null;
    }
    long day = digits;
    if (day < 0 || day > 9999_12_31L) {
      throw new NumberFormatException("no day");
    }
    return LocalDate.of((int) (day / 10_000), (int) (day / 100 % 100), (int) (day % 100));
  }

  private static @Nullable Instant timestamp(byte[] in, int from) {
    int day = Bytes.intAt(in, from);
    int milliseconds = Bytes.intAt(in, from + 4);
    if (day == 0) {
      return null;
    }
    LocalDate date = LocalDate.EPOCH.with(JulianFields.JULIAN_DAY, day);
    LocalTime time = LocalTime.ofNanoOfDay(milliseconds * 1_000_000L);
    return date.atTime(time).atZone(ZONE).toInstant();
  }

  private void tellUnreadable(DbfField field, int from, int to) {
    String text = new String(file.bytes(), from, to - from, encoding.charset()).strip();
    problems.accept(
        new Problem(
            Problem.Severity.REPAIRED,
            records,
            null,
            field.name(),
            "value-unreadable",
            "'%s' is not %s; the value was left empty"
                .formatted(
                    text.replaceAll("\\p{Cntrl}", "?"),
                    switch (field.kind().type()) {
                      case INTEGER -> "a whole number";
                      case REAL -> "a number";
                      case BOOLEAN -> "a truth value (T or F)";
                      case DATE -> "a day (YYYYMMDD)";
                      case DATETIME -> "a moment";
                      case TEXT -> "a text";
                    }),
            "Correct the value in the source."));
  }

  /** Tells what was counted over the whole file; to be called at its end. */
  void tellCounts() {
    for (DbfTextColumn text : texts) {
      if (text != null) {
        text.cutTexts().ifPresent(problems);
        text.damagedTexts().ifPresent(problems);
      }
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}

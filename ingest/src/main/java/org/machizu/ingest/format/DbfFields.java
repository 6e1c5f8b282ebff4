package org.machizu.ingest.format;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.machizu.geo.feature.Attribute;

/** Makes the fields that are read out of those in a DBF header: names mended, kinds decided. */
final class DbfFields {
  /** Every number of so many digits fits in 64 bits. */
  private static final int SURE_DIGITS = 18;

  private final Charset charset;
  private final Map<String, String> columns;
  private final Consumer<Problem> problems;
  private final Set<String> taken = new HashSet<>();

  private DbfFields(Charset charset, Map<String, String> columns, Consumer<Problem> problems) {
    this.charset = charset;
    this.columns = columns;
    this.problems = problems;
  }

  /**
   * @param columns new names by the names in the file
   */
  static List<DbfField> read(
      DbfHeader header,
      FileWindow dbf,
      Charset charset,
      Map<String, String> columns,
      Consumer<Problem> problems)
      throws IOException {
    DbfFields maker = new DbfFields(charset, columns, problems);
    List<DbfField> fields = new ArrayList<>();
    int number = 0;
    for (DbfHeader.RawField raw : header.fields()) {
      number++;
      Optional<DbfField.Kind> kind = kind(raw);
      if (raw.type() == '0') {
        continue; // FoxPro's own flags, no attribute
      }
      String name = maker.name(raw, number);
      if (kind.isEmpty()) {
        maker.note(
            "dbf-field-left-out",
            name,
            "field '%s' is of type %s (memo, picture or unknown) and was left out"
                .formatted(name, printable(raw.type())),
            "If it is needed, copy it into a text field and import again.");
        continue;
      }
      fields.add(new DbfField(name, kind.get(), raw.offset(), raw.length()));
    }
    return widenLongNumbers(fields, header, dbf);
  }

  private static String printable(char type) {
    return type > ' ' && type < 0x7F ? "'" + type + "'" : "0x%02X".formatted((int) type);
  }

  private static Optional<DbfField.Kind> kind(DbfHeader.RawField raw) {
    DbfField.Kind digits = raw.decimals() == 0 ? DbfField.Kind.INTEGER : DbfField.Kind.REAL;
    return Optional.ofNullable(
        switch (raw.type()) {
          case 'C', 'V' -> DbfField.Kind.TEXT;
          case 'N' -> digits;
          case 'F' -> DbfField.Kind.REAL;
          case 'D' -> DbfField.Kind.DATE;
          case 'L' -> DbfField.Kind.LOGICAL;
          case 'I', '+' -> raw.length() == 4 ? DbfField.Kind.BINARY_INTEGER : DbfField.Kind.INTEGER;
          case 'B', 'O' -> raw.length() == 8 ? DbfField.Kind.BINARY_DOUBLE : null;
          case 'Y' -> raw.length() == 8 ? DbfField.Kind.CURRENCY : null;
          case 'T', '@' -> raw.length() == 8 ? DbfField.Kind.TIMESTAMP : null;
          default -> null;
        });
  }

  /** The name as the row carries it. */
  private String name(DbfHeader.RawField raw, int number) {
    String inFile = DbfNames.read(raw.name(), charset);
    if (inFile.isBlank()) {
      inFile = "field_" + number;
      note(
          "field-name-missing",
          inFile,
          "field " + number + " of the .dbf has no name; it is called '" + inFile + "'",
          "Give it a name on import.");
    } else if (DbfNames.isCut(raw.name(), charset)) {
      note(
          "field-name-cut",
          inFile,
          "the name of field %d was cut inside a character by the format's 10 bytes; '%s' is left"
              .formatted(number, inFile),
          "Give it its full name on import if needed.");
    }
    String wanted = columns.getOrDefault(inFile, inFile);
    wanted = wanted.isBlank() ? inFile : wanted;
    if (wanted.length() > Attribute.MAX_NAME_LENGTH) {
      wanted = wanted.substring(0, Attribute.MAX_NAME_LENGTH);
    }
    String name = wanted;
    for (int n = 2; !taken.add(name); n++) {
      name = wanted + "_" + n;
    }
    if (!name.equals(wanted)) {
      note(
          "field-name-twice",
          name,
          "the name '%s' stands twice in the .dbf; field %d is called '%s'"
              .formatted(wanted, number, name),
          "Give the fields different names on import if needed.");
    }
    return name;
  }

  private void note(String code, String field, String reason, String advice) {
    problems.accept(new Problem(Problem.Severity.NOTE, 0, null, field, code, reason, advice));
  }

  /**
   * Whole-number fields wider than 18 digits are looked through: one value beyond 64 bits makes the
   * field real. Only such fields cost this.
   */
  private static List<DbfField> widenLongNumbers(
      List<DbfField> fields, DbfHeader header, FileWindow dbf) throws IOException {
    List<DbfField> checked = new ArrayList<>(fields);
    List<Integer> wide = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      DbfField field = fields.get(i);
      if (field.kind() == DbfField.Kind.INTEGER && field.length() > SURE_DIGITS) {
        wide.add(i);
      }
    }
    for (long record = 0; record < header.records() && !wide.isEmpty(); record++) {
      long position = header.headerLength() + record * header.recordLength();
      int at = dbf.at(position, header.recordLength());
      wide.removeIf(i -> {
        DbfField field = fields.get(i);
        int from = at + field.offset();
        if (!DbfNumbers.isBeyondLong(dbf.bytes(), from, from + field.length())) {
          return false;
        }
        checked.set(i, field.withKind(DbfField.Kind.REAL));
        return true;
      });
    }
    return checked;
  }
}

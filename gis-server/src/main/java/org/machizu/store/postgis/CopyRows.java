package org.machizu.store.postgis;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ByteOrderValues;
import org.locationtech.jts.io.WKBWriter;
import org.machizu.store.features.Epoch;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Rows on their way into a table by COPY, in its text format. */
final class CopyRows {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
  private final WKBWriter geometries = new WKBWriter(2, ByteOrderValues.LITTLE_ENDIAN, true);
  private final boolean hasGeometry;
  private int rows;

  /**
   * @param hasGeometry whether the table has a geometry column, behind the id
   */
  CopyRows(boolean hasGeometry) {
    this.hasGeometry = hasGeometry;
  }

  void add(long id, @Nullable Geometry stored, @Nullable Object[] values) {
    add(new long[] {id}, stored, values);
  }

  /**
   * @param before whole numbers that stand before the geometry
   */
  void add(long[] before, @Nullable Geometry stored, @Nullable Object[] values) {
    StringBuilder line = new StringBuilder().append(before[0]);
    for (int i = 1; i < before.length; i++) {
      line.append('\t').append(before[i]);
    }
    if (hasGeometry) {
      line.append('\t');
      line.append(stored == null ? "\\N" : WKBWriter.toHex(geometries.write(stored)));
    }
    for (Object value : values) {
      line.append('\t');
      append(line, value);
    }
    line.append('\n');
    bytes.writeBytes(line.toString().getBytes(StandardCharsets.UTF_8));
    rows++;
  }

  int rows() {
    return rows;
  }

  int size() {
    return bytes.size();
  }

  private static void append(StringBuilder line, @Nullable Object value) {
    switch (value) {
      case null -> line.append("\\N");
      case String text -> escape(line, text);
      case Boolean b -> line.append(b ? 't' : 'f');
      case LocalDate day -> line.append(day(day));
      case OffsetDateTime time ->
          line.append(day(time.toLocalDate()).replace(" BC", ""))
              .append(' ')
              .append(time.toLocalTime())
              .append("+00")
              .append(time.getYear() <= 0 ? " BC" : "");
      default -> line.append(value);
    }
  }

  /** PostgreSQL knows no year 0: it is the year 1 before our reckoning. */
  private static String day(LocalDate day) {
    return day.getYear() > 0 ? day.toString() : day.withYear(1 - day.getYear()) + " BC";
  }

  private static void escape(StringBuilder line, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\\' -> line.append("\\\\");
        case '\n' -> line.append("\\n");
        case '\r' -> line.append("\\r");
        case '\t' -> line.append("\\t");
        default -> line.append(c);
      }
    }
  }

  /** Writes everything that was added into the content of an epoch. */
  void write(Connection connection, Epoch epoch) throws SQLException {
    write(connection, epoch.content(), "fid" + epoch.allColumns(""));
  }

  /** Writes everything that was added into a table. */
  void write(Connection connection, String table, String columns) throws SQLException {
    CopyIn copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn(
                "COPY %s (%s) FROM STDIN WITH (FORMAT text, ENCODING 'UTF8')"
                    .formatted(table, columns));
    try {
      byte[] all = bytes.toByteArray();
      copy.writeToCopy(all, 0, all.length);
      var unused = copy.endCopy();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }
}

package org.machizu.ingest.format;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.Schema;

/**
 * Writes a .dbf. Its field widths stand in the header and hold for every record, so that the rows
 * wait in a file of their own until the widest value is known.
 */
final class DbfWriter implements Closeable {
  private static final int MAX_RECORD = 65_535;
  private static final int MAX_FIELDS = 255;

  /** A table needs a field; a layer without attributes gets the number of its row. */
  private static final int ROW_WIDTH = 10;

  private static final byte BLANK = ' ';

  private final Path dbf;
  private final Path waiting;
  private final DataOutputStream rows;
  private final Charset charset;
  private final boolean codePage;
  private final LocalDate written;
  private final List<DbfColumn> columns = new ArrayList<>();
  private final List<String> names;
  private int records;

  /**
   * @param codePage whether the header's language byte tells the encoding
   * @param written the day that the header states
   */
  DbfWriter(
      Path dbf, Path waiting, Schema schema, Charset charset, boolean codePage, LocalDate written)
      throws IOException {
    if (schema.size() > MAX_FIELDS) {
      throw new FormatLimitException(
          "dbf-too-many-fields",
          "the layer has %d attributes; a Shapefile holds %d".formatted(schema.size(), MAX_FIELDS),
          "Export as GeoPackage, or leave out attributes.");
    }
    this.dbf = dbf;
    this.waiting = waiting;
    this.charset = charset;
    this.codePage = codePage;
    this.written = written;
    List<String> longNames = new ArrayList<>();
    for (Attribute attribute : schema.attributes()) {
      columns.add(new DbfColumn(attribute, charset));
      longNames.add(attribute.name());
    }
    this.names = DbfNames.shorten(longNames, charset);
    this.rows =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(waiting), 1 << 16));
  }

  List<DbfColumn> columns() {
    return columns;
  }

  /** The fields' names, in the order of {@link #columns}. */
  List<String> names() {
    return names;
  }

  void write(Attributes attributes) throws IOException {
    records++;
    for (int i = 0; i < columns.size(); i++) {
      Object value = attributes.get(i);
      byte[] bytes = value == null ? new byte[0] : columns.get(i).encode(value);
      rows.writeShort(bytes.length);
      rows.write(bytes);
    }
  }

  @Override
  public void close() throws IOException {
    rows.close();
    try (DataInputStream in =
            new DataInputStream(new BufferedInputStream(Files.newInputStream(waiting), 1 << 16));
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(dbf), 1 << 16)) {
      int recordLength = recordLength();
      out.write(header(recordLength));
      byte[] record = new byte[recordLength];
      for (int row = 1; row <= records; row++) {
        fill(record, row, in);
        out.write(record);
      }
      out.write(0x1A);
    }
    Files.deleteIfExists(waiting);
  }

  private int recordLength() throws FormatLimitException {
    int length = columns.isEmpty() ? 1 + ROW_WIDTH : 1;
    for (DbfColumn column : columns) {
      length += column.width();
    }
    if (length > MAX_RECORD) {
      throw new FormatLimitException(
          "dbf-record-too-long",
          "a row needs %,d bytes; a Shapefile holds %,d".formatted(length, MAX_RECORD),
          "Export as GeoPackage, or leave out attributes.");
    }
    if ((long) length * records > ShpWriter.MAX_BYTES) {
      throw new FormatLimitException(
          "shp-too-large",
          "the table would be larger than 2 GB, which the format cannot hold",
          "Export as GeoPackage, or in several parts.");
    }
    return length;
  }

  private byte[] header(int recordLength) {
    int fields = Math.max(1, columns.size());
    byte[] header = new byte[32 + 32 * fields + 1];
    header[0] = 3;
    header[1] = (byte) (written.getYear() - 1900);
    header[2] = (byte) written.getMonthValue();
    header[3] = (byte) written.getDayOfMonth();
    Bytes.putInt(header, 4, records);
    Bytes.putShort(header, 8, header.length);
    Bytes.putShort(header, 10, recordLength);
    header[29] = (byte) (codePage && charset.equals(TextEncodings.CP932) ? 0x13 : 0);
    if (columns.isEmpty()) {
      field(header, 32, "ROW", 'N', ROW_WIDTH, 0);
    }
    for (int i = 0; i < columns.size(); i++) {
      DbfColumn column = columns.get(i);
      field(header, 32 + 32 * i, names.get(i), column.type(), column.width(), column.decimals());
    }
    header[header.length - 1] = 0x0D;
    return header;
  }

  private void field(byte[] header, int at, String name, char type, int width, int decimals) {
    byte[] bytes = name.getBytes(charset);
    System.arraycopy(bytes, 0, header, at, Math.min(bytes.length, DbfNames.MAX_BYTES));
    header[at + 11] = (byte) type;
    header[at + 16] = (byte) width;
    header[at + 17] = (byte) decimals;
  }

  private void fill(byte[] record, int row, DataInputStream in) throws IOException {
    Arrays.fill(record, BLANK);
    int at = 1;
    if (columns.isEmpty()) {
      put(record, at, ROW_WIDTH, Integer.toString(row).getBytes(charset), true);
    }
    for (DbfColumn column : columns) {
      byte[] value = new byte[in.readUnsignedShort()];
      in.readFully(value);
      put(record, at, column.width(), column.inFieldForm(value), column.isNumber());
      if (value.length == 0 && column.attribute.type() == AttributeType.BOOLEAN) {
        record[at] = '?';
      }
      at += column.width();
    }
  }

  private static void put(byte[] record, int at, int width, byte[] value, boolean right) {
    System.arraycopy(value, 0, record, right ? at + width - value.length : at, value.length);
  }
}

package org.machizu.ingest.format;

import com.google.flatbuffers.FlatBufferBuilder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.Schema;

/**
 * What a FlatGeobuf file says of itself before its features.
 *
 * @param geometryType of all features, {@link FlatGeobuf.Type#UNKNOWN} when each says its own
 * @param features how many; 0 when the file does not tell
 * @param nodeSize children of one node of the spatial index; 0 without an index
 * @param crs when the file names one that is known here
 */
record FlatGeobufHeader(
    int geometryType, List<Column> columns, long features, int nodeSize, Optional<Crs> crs) {
  /** Bytes of a column's name and of what is said about it. */
  private static final int LONGEST_TEXT = 1 << 13;

  /** The day of a calendar has no column type; whoever writes one says so here. */
  private static final String DAY = "{\"type\":\"date\"}";

  /**
   * One column.
   *
   * @param kind one of {@link FlatGeobuf.Kind}
   * @param type as attribute; null when it cannot be one
   */
  record Column(String name, int kind, @Nullable AttributeType type) {}

  FlatGeobufHeader {
    columns = List.copyOf(columns);
  }

  /**
   * @param message without its size
   * @throws IndexOutOfBoundsException or {@link IllegalArgumentException} when it is damaged
   */
  static FlatGeobufHeader read(ByteBuffer message, ReadLimits limits) {
    FlatTable header = FlatTable.root(message);
    int count = header.length(FlatGeobuf.Header.COLUMNS, 4);
    if (count > limits.maxAttributes()) {
      throw new IllegalArgumentException(
          "it has %d columns; %d are allowed".formatted(count, limits.maxAttributes()));
    }
    return new FlatGeobufHeader(
        header.unsignedByte(FlatGeobuf.Header.GEOMETRY_TYPE),
        columns(header, FlatGeobuf.Header.COLUMNS, count),
        header.whole(FlatGeobuf.Header.FEATURES_COUNT),
        header.unsignedShort(FlatGeobuf.Header.INDEX_NODE_SIZE, PackedTree.NODE_SIZE),
        crs(header.table(FlatGeobuf.Header.CRS)));
  }

  private static List<Column> columns(FlatTable table, int slot, int count) {
    List<Column> columns = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      FlatTable column = table.table(slot, i);
      String name = column.text(FlatGeobuf.Column.NAME, LONGEST_TEXT);
      int kind = column.unsignedByte(FlatGeobuf.Column.TYPE);
      String metadata = column.text(FlatGeobuf.Column.METADATA, LONGEST_TEXT);
      columns.add(new Column(name == null ? "" : name, kind, type(kind, metadata)));
    }
    return columns;
  }

  private static @Nullable AttributeType type(int kind, @Nullable String metadata) {
    return switch (kind) {
      case FlatGeobuf.Kind.BOOL -> AttributeType.BOOLEAN;
      case FlatGeobuf.Kind.FLOAT, FlatGeobuf.Kind.DOUBLE -> AttributeType.REAL;
      case FlatGeobuf.Kind.STRING, FlatGeobuf.Kind.JSON -> AttributeType.TEXT;
      case FlatGeobuf.Kind.DATETIME ->
          DAY.equals(metadata) ? AttributeType.DATE : AttributeType.DATETIME;
      case FlatGeobuf.Kind.BYTE,
          FlatGeobuf.Kind.UBYTE,
          FlatGeobuf.Kind.SHORT,
          FlatGeobuf.Kind.USHORT,
          FlatGeobuf.Kind.INT,
          FlatGeobuf.Kind.UINT,
          FlatGeobuf.Kind.LONG,
          FlatGeobuf.Kind.ULONG ->
          AttributeType.INTEGER;
      case FlatGeobuf.Kind.BINARY -> null;
      default -> throw new IllegalArgumentException("column type " + kind + " does not exist");
    };
  }

  private static Optional<Crs> crs(@Nullable FlatTable system) {
    if (system == null) {
      return Optional.empty();
    }
    String organisation = system.text(FlatGeobuf.CrsTable.ORGANISATION, LONGEST_TEXT);
    int code = system.integer(FlatGeobuf.CrsTable.CODE);
    boolean isEpsg = organisation == null || organisation.toUpperCase(Locale.ROOT).equals("EPSG");
    return isEpsg && Crs.isKnown(code) ? Optional.of(new Crs(code)) : Optional.empty();
  }

  /**
   * A header as the file has it, its size before it.
   *
   * @param box of all features; null when none has a place
   */
  static byte[] write(
      Schema schema,
      WriteOptions options,
      int geometryType,
      @Nullable Envelope box,
      long features) {
    FlatBufferBuilder out = new FlatBufferBuilder(1 << 12);
    int name = out.createString(options.layer());
    int title = text(out, options.about().title());
    int description = text(out, options.about().text());
    int columns = offsets(out, writeColumns(out, schema));
    int crs = writeCrs(out, options.crs());
    int envelope = box == null ? 0 : doubles(out, box);
    out.startTable(FlatGeobuf.Header.FIELDS);
    out.addOffset(FlatGeobuf.Header.NAME, name, 0);
    out.addOffset(FlatGeobuf.Header.ENVELOPE, envelope, 0);
    out.addByte(FlatGeobuf.Header.GEOMETRY_TYPE, (byte) geometryType, 0);
    out.addOffset(FlatGeobuf.Header.COLUMNS, columns, 0);
    out.addLong(FlatGeobuf.Header.FEATURES_COUNT, features, 0);
    int nodeSize = features == 0 ? 0 : PackedTree.NODE_SIZE;
    out.addShort(FlatGeobuf.Header.INDEX_NODE_SIZE, (short) nodeSize, PackedTree.NODE_SIZE);
    out.addOffset(FlatGeobuf.Header.CRS, crs, 0);
    out.addOffset(FlatGeobuf.Header.TITLE, title, 0);
    out.addOffset(FlatGeobuf.Header.DESCRIPTION, description, 0);
    out.finishSizePrefixed(out.endTable());
    return out.sizedByteArray();
  }

  private static int text(FlatBufferBuilder out, String text) {
    return text.isEmpty() ? 0 : out.createString(text);
  }

  private static int[] writeColumns(FlatBufferBuilder out, Schema schema) {
    int[] columns = new int[schema.size()];
    for (int i = 0; i < columns.length; i++) {
      Attribute attribute = schema.attributes().get(i);
      int name = out.createString(attribute.name());
      int title =
          attribute.title().ja().equals(attribute.name())
              ? 0
              : out.createString(attribute.title().ja());
      int metadata = attribute.type() == AttributeType.DATE ? out.createString(DAY) : 0;
      out.startTable(FlatGeobuf.Column.FIELDS);
      out.addOffset(FlatGeobuf.Column.NAME, name, 0);
      out.addByte(FlatGeobuf.Column.TYPE, (byte) kindOf(attribute.type()), 0);
      out.addOffset(FlatGeobuf.Column.TITLE, title, 0);
      out.addOffset(FlatGeobuf.Column.METADATA, metadata, 0);
      columns[i] = out.endTable();
    }
    return columns;
  }

  private static int kindOf(AttributeType type) {
    return switch (type) {
      case TEXT -> FlatGeobuf.Kind.STRING;
      case INTEGER -> FlatGeobuf.Kind.LONG;
      case REAL -> FlatGeobuf.Kind.DOUBLE;
      case BOOLEAN -> FlatGeobuf.Kind.BOOL;
      case DATE, DATETIME -> FlatGeobuf.Kind.DATETIME;
    };
  }

  private static int writeCrs(FlatBufferBuilder out, Crs crs) {
    int organisation = out.createString("EPSG");
    int name = out.createString(crs.toString());
    out.startTable(FlatGeobuf.CrsTable.FIELDS);
    out.addOffset(FlatGeobuf.CrsTable.ORGANISATION, organisation, 0);
    out.addInt(FlatGeobuf.CrsTable.CODE, crs.epsg(), 0);
    out.addOffset(FlatGeobuf.CrsTable.NAME, name, 0);
    return out.endTable();
  }

  private static int doubles(FlatBufferBuilder out, Envelope box) {
    double[] values = {box.getMinX(), box.getMinY(), box.getMaxX(), box.getMaxY()};
    out.startVector(8, values.length, 8);
    for (int i = values.length - 1; i >= 0; i--) {
      out.addDouble(values[i]);
    }
    return out.endVector();
  }

  static int offsets(FlatBufferBuilder out, int[] tables) {
    out.startVector(4, tables.length, 4);
    for (int i = tables.length - 1; i >= 0; i--) {
      out.addOffset(tables[i]);
    }
    return out.endVector();
  }
}

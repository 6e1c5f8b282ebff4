package org.machizu.ingest.format;

/**
 * The numbers of FlatGeobuf 3: places of fields in its tables, kinds of columns and of geometries.
 *
 * <p>Source: flatgeobuf.org, {@code header.fbs} and {@code feature.fbs}.
 */
final class FlatGeobuf {
  /** "fgb", major version 3, "fgb", patch 1. */
  static final byte[] MAGIC = {'f', 'g', 'b', 3, 'f', 'g', 'b', 1};

  private FlatGeobuf() {}

  /** Fields of the table Header. */
  static final class Header {
    static final int NAME = 0;
    static final int ENVELOPE = 1;
    static final int GEOMETRY_TYPE = 2;
    static final int COLUMNS = 7;
    static final int FEATURES_COUNT = 8;
    static final int INDEX_NODE_SIZE = 9;
    static final int CRS = 10;
    static final int TITLE = 11;
    static final int DESCRIPTION = 12;
    static final int FIELDS = 14;

    private Header() {}
  }

  /** Fields of the table Column. */
  static final class Column {
    static final int NAME = 0;
    static final int TYPE = 1;
    static final int TITLE = 2;
    static final int METADATA = 10;
    static final int FIELDS = 11;

    private Column() {}
  }

  /** Fields of the table Crs. */
  static final class CrsTable {
    static final int ORGANISATION = 0;
    static final int CODE = 1;
    static final int NAME = 2;
    static final int FIELDS = 6;

    private CrsTable() {}
  }

  /** Fields of the table Geometry. */
  static final class Shape {
    static final int ENDS = 0;
    static final int XY = 1;
    static final int TYPE = 6;
    static final int PARTS = 7;
    static final int FIELDS = 8;

    private Shape() {}
  }

  /** Fields of the table Feature. */
  static final class FeatureTable {
    static final int GEOMETRY = 0;
    static final int PROPERTIES = 1;
    static final int COLUMNS = 2;
    static final int FIELDS = 3;

    private FeatureTable() {}
  }

  /** The enumeration ColumnType. */
  static final class Kind {
    static final int BYTE = 0;
    static final int UBYTE = 1;
    static final int BOOL = 2;
    static final int SHORT = 3;
    static final int USHORT = 4;
    static final int INT = 5;
    static final int UINT = 6;
    static final int LONG = 7;
    static final int ULONG = 8;
    static final int FLOAT = 9;
    static final int DOUBLE = 10;
    static final int STRING = 11;
    static final int JSON = 12;
    static final int DATETIME = 13;
    static final int BINARY = 14;

    private Kind() {}
  }

  /** The enumeration GeometryType, as far as it is read. */
  static final class Type {
    static final int UNKNOWN = 0;
    static final int POINT = 1;
    static final int LINE = 2;
    static final int POLYGON = 3;
    static final int MULTI_POINT = 4;
    static final int MULTI_LINE = 5;
    static final int MULTI_POLYGON = 6;
    static final int COLLECTION = 7;

    private Type() {}
  }
}

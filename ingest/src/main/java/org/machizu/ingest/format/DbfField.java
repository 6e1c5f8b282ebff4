package org.machizu.ingest.format;

import org.machizu.geo.feature.AttributeType;

/**
 * One field of a DBF file.
 *
 * @param name as the row will carry it: mended and unique
 * @param kind how its bytes are to be read
 * @param offset bytes from the start of a record, whose first byte is the deletion mark
 * @param length bytes
 */
record DbfField(String name, Kind kind, int offset, int length) {
  /** How the bytes of a field are read. */
  enum Kind {
    TEXT(AttributeType.TEXT),
    /** Digits. */
    INTEGER(AttributeType.INTEGER),
    /** Digits with a point, or with more of them than fit in 64 bits. */
    REAL(AttributeType.REAL),
    LOGICAL(AttributeType.BOOLEAN),
    /** YYYYMMDD. */
    DATE(AttributeType.DATE),
    /** 32 bits, little endian. */
    BINARY_INTEGER(AttributeType.INTEGER),
    /** IEEE 754, little endian. */
    BINARY_DOUBLE(AttributeType.REAL),
    /** 64 bits, little endian, in ten-thousandths. */
    CURRENCY(AttributeType.REAL),
    /** Julian day and milliseconds of the day, 32 bits each, little endian. */
    TIMESTAMP(AttributeType.DATETIME);

    private final AttributeType type;

    Kind(AttributeType type) {
      this.type = type;
    }

    AttributeType type() {
      return type;
    }
  }

  DbfField withKind(Kind other) {
    return new DbfField(name, other, offset, length);
  }
}

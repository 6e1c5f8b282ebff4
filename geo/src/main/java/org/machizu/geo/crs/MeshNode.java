package org.machizu.geo.crs;

/**
 * The south-west corner of a third mesh (第3次地域区画, JIS X 0410), 30 seconds of latitude by 45 seconds
 * of longitude. A corner is numbered by whole meshes north of the equator and east of 100° E.
 */
final class MeshNode {
  /** Meshes in a degree of latitude. */
  static final int PER_LAT_DEGREE = 120;

  /** Meshes in a degree of longitude. */
  static final int PER_LON_DEGREE = 80;

  static final int WEST = 100;

  private static final int COLUMNS = 100 * PER_LON_DEGREE;

  private MeshNode() {}

  /** One number for a corner, growing northwards, then eastwards. */
  static int key(int row, int column) {
    return row * COLUMNS + column;
  }

  /** Whether corners of this row and column can be written as mesh codes at all. */
  static boolean isCodable(int row, int column) {
    return row >= 0 && row < 100 * 80 && column >= 0 && column < COLUMNS;
  }

  /**
   * The corner of an eight-digit mesh code: two digits of latitude × 1.5, two of longitude − 100,
   * then eighths, then tenths of an eighth.
   *
   * @return the key, or -1 when this is no third-mesh code
   */
  static int parse(String code) {
    if (code.length() != 8 || !code.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return -1;
    }
    int rowEighth = code.charAt(4) - '0';
    int columnEighth = code.charAt(5) - '0';
    if (rowEighth > 7 || columnEighth > 7) {
      return -1;
    }
    int row = Integer.parseInt(code.substring(0, 2)) * 80 + rowEighth * 10 + (code.charAt(6) - '0');
    int column =
        Integer.parseInt(code.substring(2, 4)) * 80 + columnEighth * 10 + (code.charAt(7) - '0');
    return key(row, column);
  }
}

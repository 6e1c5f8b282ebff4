package org.machizu.tiles.pack;

import java.util.List;

/** What a packed shape is; the numbers are those of the vector tile's {@code GeomType}. */
public enum ShapeKind {
  POINT(1),
  LINE(2),
  POLYGON(3);

  private static final List<ShapeKind> ALL = List.of(values());

  private final int code;

  ShapeKind(int code) {
    this.code = code;
  }

  /** 1, 2 or 3, as {@code GeomType} in Mapbox Vector Tile 2.1, section 4.3.4. */
  public int code() {
    return code;
  }

  static ShapeKind ofCode(int code) {
    return ALL.get(code - 1);
  }
}

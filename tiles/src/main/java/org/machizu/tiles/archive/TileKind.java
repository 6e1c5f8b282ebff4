package org.machizu.tiles.archive;

/** What the tiles of an archive are, and the numbers that its header has for that. */
public enum TileKind {
  /** Mapbox vector tiles, each gzipped. */
  MVT(1, 2),
  PNG(2, 1),
  WEBP(4, 1);

  private final int type;
  private final int compression;

  TileKind(int type, int compression) {
    this.type = type;
    this.compression = compression;
  }

  int type() {
    return type;
  }

  int compression() {
    return compression;
  }

  static TileKind ofType(int type) {
    for (TileKind kind : values()) {
      if (kind.type == type) {
        return kind;
      }
    }
    throw new IllegalArgumentException("tiles of type " + type + " are not known");
  }
}

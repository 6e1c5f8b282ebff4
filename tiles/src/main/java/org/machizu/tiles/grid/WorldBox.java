package org.machizu.tiles.grid;

import org.machizu.geo.feature.Envelope;

/**
 * A box on the world grid of {@link WebMercator}, borders included. Boxes that reach beyond the
 * world are cut to it, which loses nothing: all features lie in the world.
 */
public record WorldBox(int minX, int minY, int maxX, int maxY) {
  public WorldBox {
    if (minX < 0 || minY < 0 || maxX < minX || maxY < minY) {
      throw new IllegalArgumentException(
          "world box %d,%d,%d,%d is not allowed; give 0 <= min <= max <= %d"
              .formatted(minX, minY, maxX, maxY, WebMercator.MAX));
    }
  }

  /** The box of a lon/lat box; y grows to the south, so north becomes the smaller y. */
  public static WorldBox of(Envelope box) {
    return new WorldBox(
        WebMercator.worldX(box.minLon()),
        WebMercator.worldY(box.maxLat()),
        WebMercator.worldX(box.maxLon()),
        WebMercator.worldY(box.minLat()));
  }

  /** The box of these borders, cut to the world. */
  static WorldBox cut(long minX, long minY, long maxX, long maxY) {
    return new WorldBox(clamp(minX), clamp(minY), clamp(maxX), clamp(maxY));
  }

  private static int clamp(long world) {
    return Math.clamp(world, 0, WebMercator.MAX);
  }

  /** Whether the two share at least one point, borders included. */
  public boolean intersects(WorldBox other) {
    return minX <= other.maxX && other.minX <= maxX && minY <= other.maxY && other.minY <= maxY;
  }

  /** The box in lon/lat degrees. */
  public Envelope toEnvelope() {
    return new Envelope(
        WebMercator.lon(minX), WebMercator.lat(maxY), WebMercator.lon(maxX), WebMercator.lat(minY));
  }
}

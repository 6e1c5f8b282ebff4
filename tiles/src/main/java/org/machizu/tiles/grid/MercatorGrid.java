package org.machizu.tiles.grid;

import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.ZoomRange;

/** The square of WebMercatorQuad, see {@link WebMercator}. */
enum MercatorGrid implements WorldGrid {
  INSTANCE;

  /** What lies beyond is clamped to the border. */
  @Override
  public boolean holds(double lon, double lat) {
    return true;
  }

  @Override
  public void toWorld(double[] lonLat) {
    lonLat[0] = WebMercator.worldX(lonLat[0]);
    lonLat[1] = WebMercator.worldY(lonLat[1]);
  }

  @Override
  public boolean toLonLat(double[] xy) {
    xy[0] = WebMercator.lon(xy[0]);
    xy[1] = WebMercator.lat(xy[1]);
    return true;
  }

  @Override
  public WorldBox box(Envelope lonLat) {
    return WorldBox.of(lonLat);
  }

  @Override
  public ZoomRange levels(ZoomRange webZooms) {
    return webZooms;
  }
}

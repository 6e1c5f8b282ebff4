package org.machizu.ingest.raster;

import java.util.List;
import java.util.Optional;
import org.machizu.geo.feature.LayerKind;

/**
 * What a raster file holds.
 *
 * @param kind {@link LayerKind#IMAGE} or {@link LayerKind#GRID}
 * @param placement where it lies
 * @param levels the sizes at which it can be read: the full one, then its overviews
 * @param noData what stands for "nothing here" in the file, for people; empty when nothing does
 * @param description format, bands and compression, for the report
 */
public record RasterInfo(
    LayerKind kind,
    Placement placement,
    List<Level> levels,
    Optional<String> noData,
    String description) {

  /** The size of one level in pixels. */
  public record Level(int width, int height) {}

  public RasterInfo {
    levels = List.copyOf(levels);
  }
}

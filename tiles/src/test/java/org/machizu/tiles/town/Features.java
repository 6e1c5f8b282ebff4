package org.machizu.tiles.town;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.impl.CoordinateArraySequence;
import org.locationtech.jts.geom.util.GeometryTransformer;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.AttributeType;
import org.machizu.geo.feature.Attributes;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.feature.Schema;
import org.machizu.geo.feature.ZoomRange;
import org.machizu.tiles.grid.TileAddress;
import org.machizu.tiles.grid.WebMercator;
import org.machizu.tiles.pack.LayerPack;
import org.machizu.tiles.pack.LayerPackBuilder;
import org.machizu.tiles.pack.LayerSnapshot;

/** Small features for tests, placed in the units of a tile. */
public final class Features {
  public static final Schema NAMED =
      new Schema(GeometryType.MIXED, List.of(Attribute.open("name", AttributeType.TEXT)));

  private Features() {}

  /** A geometry in tile units (0 to 4096, y to the south) as lon/lat. */
  public static Geometry inTile(TileAddress tile, String wkt) {
    try {
      return toLonLat(tile, new WKTReader(new GeometryFactory()).read(wkt));
    } catch (ParseException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static Geometry toLonLat(TileAddress tile, Geometry geometry) {
    double unit = tile.worldSize() / 4096.0;
    return new GeometryTransformer() {
      @Override
      protected CoordinateSequence transformCoordinates(
          CoordinateSequence sequence, @Nullable Geometry parent) {
        return new CoordinateArraySequence(
            Arrays.stream(sequence.toCoordinateArray())
                .map(c ->
                    new Coordinate(
                        WebMercator.lon(tile.worldMinX() + c.x * unit),
                        WebMercator.lat(tile.worldMinY() + c.y * unit)))
                .toArray(Coordinate[]::new));
      }
    }.transform(geometry);
  }

  public static Feature named(long id, @Nullable Geometry geometry) {
    return new Feature(id, new Revision(1), geometry, Attributes.of(NAMED, "n" + id));
  }

  public static LayerPack pack(String name, Schema schema, int maxZoom, List<Feature> features) {
    return LayerPackBuilder.pack(
        name, schema, new ZoomRange(0, maxZoom), new Revision(1), source(features));
  }

  public static LayerSnapshot layer(String name, int maxZoom, Feature... features) {
    return LayerSnapshot.of(pack(name, NAMED, maxZoom, List.of(features)));
  }

  public static Supplier<@Nullable Feature> source(List<Feature> features) {
    Iterator<Feature> each = features.iterator();
    return () -> each.hasNext() ? each.next() : null;
  }
}

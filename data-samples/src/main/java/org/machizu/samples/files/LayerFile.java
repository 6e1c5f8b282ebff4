package org.machizu.samples.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateSequenceFilter;
import org.locationtech.jts.geom.Geometry;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.crs.CrsConversion;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.Revision;
import org.machizu.ingest.format.FeatureFormat;
import org.machizu.ingest.format.FeatureWriter;
import org.machizu.ingest.format.FormatException;
import org.machizu.ingest.format.Formats;
import org.machizu.ingest.format.TextEncodings;
import org.machizu.ingest.format.WriteOptions;
import org.machizu.samples.description.SampleLayer;
import org.machizu.samples.district.Tile;
import org.machizu.samples.table.Table;

/** One layer's file in the making; takes the rows of one town after the other. */
final class LayerFile implements Closeable {
  /** The day that all files state as their own. */
  private static final Instant WRITTEN = Instant.parse("2026-04-01T00:00:00Z");

  private static final Formats FORMATS = Formats.standard();

  private final SampleLayer layer;
  private final Path file;
  private final @Nullable CrsConversion toLonLat;
  private @Nullable FeatureWriter writer;
  private long rows;

  LayerFile(SampleLayer layer, Path folder) {
    this.layer = layer;
    this.file = folder.resolve(layer.file());
    this.toLonLat =
        layer.crs().equals(Tile.ZONE) ? null : CrsConversion.between(Tile.ZONE, Crs.JGD2011);
  }

  void write(Table table) throws IOException {
    FeatureWriter out = writer;
    if (out == null) {
      out = format().create(file, table.schema(), options());
      writer = out;
    }
    for (Table.Row row : table.rows()) {
      rows++;
      Geometry plane = row.plane();
      out.write(
          new Feature(
              rows, new Revision(1), plane == null ? null : inFile(plane), row.attributes()));
    }
  }

  private Geometry inFile(Geometry plane) {
    return toLonLat == null ? plane : rounded(toLonLat.apply(plane));
  }

  /** To a millimetre on the ground, as towns' open data have it. */
  private static Geometry rounded(Geometry lonLat) {
    lonLat.apply(
        new CoordinateSequenceFilter() {
          @Override
          public void filter(CoordinateSequence sequence, int i) {
            sequence.setOrdinate(i, 0, Math.rint(sequence.getX(i) * 1e8) / 1e8);
            sequence.setOrdinate(i, 1, Math.rint(sequence.getY(i) * 1e8) / 1e8);
          }

          @Override
          public boolean isDone() {
            return false;
          }

          @Override
          public boolean isGeometryChanged() {
            return true;
          }
        });
    return lonLat;
  }

  private FeatureFormat format() throws IOException {
    String ending = layer.file().substring(layer.file().lastIndexOf('.') + 1);
    try {
      return FORMATS.byName(
          switch (ending) {
            case "zip" -> "shp";
            case "geojsons" -> "geojsonseq";
            default -> ending;
          });
    } catch (FormatException e) {
      throw new IOException("layers.json wants " + layer.file(), e);
    }
  }

  private WriteOptions options() {
    Charset charset = layer.cp932() ? TextEncodings.CP932 : StandardCharsets.UTF_8;
    return new WriteOptions(layer.id(), layer.crs(), charset).withoutCodePage().writtenAt(WRITTEN);
  }

  @Override
  public void close() throws IOException {
    if (writer != null) {
      writer.close();
    }
  }
}

package org.machizu.samples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.feature.Feature;
import org.machizu.ingest.format.CsvFormat;
import org.machizu.ingest.format.FeatureFormat;
import org.machizu.ingest.format.FeatureWriter;
import org.machizu.ingest.format.GeoJsonFormat;
import org.machizu.ingest.format.GeoJsonSeqFormat;
import org.machizu.ingest.format.TextEncodings;
import org.machizu.ingest.format.WriteOptions;
import org.machizu.samples.SampleTown.Rows;

/**
 * Writes the sample town's files. Run it on {@code data-samples/src/main/resources/samples} after a
 * change of the generator; a test compares the two.
 */
public final class SampleTownWriter {
  private SampleTownWriter() {}

  /**
   * @param args the folder to write to
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 1) {
      throw new IllegalArgumentException("give one folder to write the sample files to");
    }
    write(Path.of(args[0]));
  }

  /** Writes the seven files; those that exist are replaced. */
  public static void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    FeatureFormat geoJson = new GeoJsonFormat(name -> Optional.empty());
    FeatureFormat csv = new CsvFormat();
    SampleTown town = SampleTown.of(SampleTown.SEED);
    write(geoJson, folder.resolve("parcels.geojson"), "parcels", town.parcels());
    write(geoJson, folder.resolve("buildings.geojson"), "buildings", town.buildings());
    write(geoJson, folder.resolve("roads.geojson"), "roads", town.roads());
    write(new GeoJsonSeqFormat(), folder.resolve("rivers.geojsons"), "rivers", town.rivers());
    write(geoJson, folder.resolve("zoning.geojson"), "zoning", town.zoning());
    write(csv, folder.resolve("shelters.csv"), "shelters", SamplePlaces.shelters());
    WriteOptions cp932 = new WriteOptions("facilities", Crs.JGD2011, TextEncodings.CP932);
    write(csv, folder.resolve("facilities_cp932.csv"), cp932, SamplePlaces.facilities());
  }

  private static void write(FeatureFormat format, Path file, String layer, Rows rows)
      throws IOException {
    write(format, file, WriteOptions.lonLat(layer), rows);
  }

  private static void write(FeatureFormat format, Path file, WriteOptions options, Rows rows)
      throws IOException {
    try (FeatureWriter writer = format.create(file, rows.schema(), options)) {
      for (Feature feature : rows.features()) {
        writer.write(feature);
      }
    }
  }
}

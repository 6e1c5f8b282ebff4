package org.machizu.imports;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.geom.Coordinate;
import org.machizu.access.Actor;
import org.machizu.access.Rights;
import org.machizu.access.Role;
import org.machizu.access.View;
import org.machizu.exports.PixelTiles;
import org.machizu.geo.crs.GridShifts;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.LayerId;
import org.machizu.geo.filter.Predicate;
import org.machizu.ingest.format.Formats;
import org.machizu.jobs.Progress;
import org.machizu.layers.CataloguedLayer;
import org.machizu.layers.FeatureCursor;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.HistoryPage;
import org.machizu.layers.HistoryQuery;
import org.machizu.layers.LayerCatalog;
import org.machizu.rasters.GridPictures;
import org.machizu.store.gpkg.TownFolder;

/** A real town's folder that takes imports, for tests to speak of files and layers only. */
public final class ImportBench implements AutoCloseable {
  public static final String TOWN = "01585";
  static final Actor PLANNER = new Actor("planner", Role.PLANNER);

  private final TownFolder town;
  private final Rights rights = new Rights();
  private final Path folder;
  private final Importer importer;

  public ImportBench(Path folder) {
    this(folder, ImportBounds.DEFAULT);
  }

  ImportBench(Path folder, ImportBounds bounds) {
    this.folder = folder;
    this.town = TownFolder.open(folder.resolve("town"), TOWN);
    this.importer =
        new Importer(
            town.catalog(),
            town.features(),
            town.rasters(),
            rights,
            formats(),
            GridShifts.NONE,
            bounds);
  }

  public LayerCatalog catalog() {
    return town.catalog();
  }

  public FeatureStore store() {
    return town.features();
  }

  public PixelTiles pixelTiles() {
    GridPictures grids = new GridPictures(town.rasters(), GridShifts.NONE);
    return new PixelTiles(town.catalog(), town.rasters(), grids);
  }

  public static Formats formats() {
    return Formats.standard();
  }

  public Importer importer() {
    return importer;
  }

  /** A file with these lines. */
  Path file(String name, String... lines) throws IOException {
    return Files.writeString(folder.resolve(name), String.join("\n", lines));
  }

  public ImportReport load(Path file, String layer, ImportOptions options) throws Exception {
    return load(file, layer, options, PLANNER);
  }

  ImportReport load(Path file, String layer, ImportOptions options, Actor actor) throws Exception {
    return importer.run(new ImportRequest(file, layer(layer), actor, options), Progress.SILENT);
  }

  /** The error of an import that must fail. */
  ImportException failure(Path file, String layer, ImportOptions options) {
    return failure(file, layer, options, PLANNER);
  }

  ImportException failure(Path file, String layer, ImportOptions options, Actor actor) {
    ImportException e =
        catchThrowableOfType(ImportException.class, () -> load(file, layer, options, actor));
    if (e == null) {
      throw new AssertionError("the import of " + file + " should have failed");
    }
    return e;
  }

  public static LayerId layer(String name) {
    return new LayerId(TOWN, name);
  }

  /** What the catalogue says of a layer that must be there. */
  CataloguedLayer entry(String layer) {
    return catalog().find(layer(layer)).orElseThrow();
  }

  GeometryType kindOf(String layer) {
    return entry(layer).layer().schema().geometryType();
  }

  /** All features, as staff see them. */
  public List<Feature> features(String layer) {
    CataloguedLayer entry = entry(layer);
    View view = rights.viewOf(PLANNER, entry.layer(), entry.access()).orElseThrow();
    List<Feature> features = new ArrayList<>();
    try (FeatureCursor cursor = store().scan(view, new Predicate.Everything(), null)) {
      for (Feature feature = cursor.next(); feature != null; feature = cursor.next()) {
        features.add(feature);
      }
    }
    return features;
  }

  /** How often a feature was changed after it came into being. */
  long versions(String layer, long id) {
    CataloguedLayer entry = entry(layer);
    View view = rights.viewOf(PLANNER, entry.layer(), entry.access()).orElseThrow();
    long versions = 0;
    HistoryQuery query = HistoryQuery.of(id, 1_000);
    while (true) {
      HistoryPage page = store().history(view, query);
      versions += page.changes().size();
      if (page.next() == null) {
        return versions - 1;
      }
      query = query.after(page.next());
    }
  }

  /** Features by the text of an attribute. */
  public Map<String, Feature> by(String layer, String attribute) {
    Map<String, Feature> found = new LinkedHashMap<>();
    features(layer).forEach(f -> found.put(String.valueOf(f.get(attribute)), f));
    return found;
  }

  boolean exists(String layer) {
    return catalog().find(layer(layer)).isPresent();
  }

  public static Coordinate at(Feature feature) {
    return feature.geometry().getCoordinate();
  }

  @Override
  public void close() {
    town.close();
  }
}

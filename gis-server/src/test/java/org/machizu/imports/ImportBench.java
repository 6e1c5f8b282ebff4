package org.machizu.imports;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.geom.Coordinate;
import org.machizu.access.Actor;
import org.machizu.access.Rights;
import org.machizu.access.Role;
import org.machizu.geo.crs.GridShifts;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.LayerId;
import org.machizu.ingest.format.Formats;
import org.machizu.jobs.Progress;

/** A town that takes imports, for tests to speak of files and layers only. */
public final class ImportBench {
  public static final String TOWN = "01585";
  static final Actor PLANNER = new Actor("planner", Role.PLANNER);

  public final MemoryTown town = new MemoryTown();
  private final Path folder;
  private final Importer importer;

  public ImportBench(Path folder) {
    this(folder, ImportBounds.DEFAULT);
  }

  ImportBench(Path folder, ImportBounds bounds) {
    this.folder = folder;
    this.importer = new Importer(town, town, new Rights(), formats(), GridShifts.NONE, bounds);
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

  public List<Feature> features(String layer) {
    return List.copyOf(town.get(layer(layer)).values());
  }

  /** Features by the text of an attribute. */
  public Map<String, Feature> by(String layer, String attribute) {
    Map<String, Feature> found = new LinkedHashMap<>();
    features(layer).forEach(f -> found.put(String.valueOf(f.get(attribute)), f));
    return found;
  }

  boolean exists(String layer) {
    return town.find(layer(layer)).isPresent();
  }

  public static Coordinate at(Feature feature) {
    return feature.geometry().getCoordinate();
  }
}

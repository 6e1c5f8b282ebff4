package org.machizu.imports;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.machizu.access.EditRight;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.crs.GridShifts;
import org.machizu.geo.feature.GeometryType;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.feature.Schema;
import org.machizu.imports.Phases.Phase;
import org.machizu.ingest.format.FormatException;
import org.machizu.ingest.raster.RasterFormats;
import org.machizu.ingest.raster.RasterInfo;
import org.machizu.ingest.raster.RasterReader;
import org.machizu.jobs.CancelledException;
import org.machizu.jobs.Progress;
import org.machizu.layers.LayerCatalog;
import org.machizu.layers.RasterStore;
import org.machizu.layers.StagedImport;
import org.machizu.layers.StagedRaster;
import org.machizu.rasters.RasterExtent;
import org.machizu.rasters.RasterLoad;

/**
 * The steps of importing one raster file, in their order. The raster counts as one row: it is taken
 * whole or not at all.
 */
final class RasterImport {
  /** The share of the progress that the pixels get; the rest is for publishing. */
  private static final double PIXELS_SHARE = 0.95;

  private final LayerCatalog catalog;
  private final RasterStore rasters;
  private final GridShifts grids;
  private final ImportBounds limits;
  private final ImportRequest request;
  private final LayerTarget target;
  private final Progress progress;
  private final ProblemLog problems;
  private final Phases phases = new Phases();

  RasterImport(
      LayerCatalog catalog,
      RasterStore rasters,
      GridShifts grids,
      ImportBounds limits,
      ImportRequest request,
      LayerTarget target,
      Progress progress) {
    this.catalog = catalog;
    this.rasters = rasters;
    this.grids = grids;
    this.limits = limits;
    this.request = request;
    this.target = target;
    this.progress = progress;
    this.problems = new ProblemLog(limits.listedProblems(), target.isPersonal());
  }

  ImportReport run() throws ImportException, CancelledException, FormatException, IOException {
    checkOptions();
    long clock = System.nanoTime();
    Crs given = request.options().crs();
    try (RasterReader reader = RasterFormats.open(request.file(), given)) {
      RasterInfo info = reader.info();
      target.requireKind(info.kind());
      noteOverriding(given);
      RasterExtent extent = RasterExtent.of(info, grids, request.options().outsideJapan());
      clock = phases.add(Phase.OPEN, clock);
      Revision revision = take(reader, extent, given);
      target.describe(problems);
      progress.report(1);
      return report(info, extent, given, revision);
    }
  }

  /** Rows and their attributes are not what a raster has. */
  private void checkOptions() throws ImportException {
    ImportOptions options = request.options();
    String meant =
        options.key() != null || options.removeMissing()
            ? "--key and --remove-missing"
            : options.table() != null
                ? "--table"
                : options.encoding() != null
                    ? "--encoding"
                    : !options.columns().isEmpty() ? "columns" : null;
    if (meant != null) {
      throw new ImportException(
          "option-not-for-rasters",
          meant + " is for files with rows; the file is a raster and replaces the layer's content",
          "Leave " + meant + " out.");
    }
  }

  /** Says so when the user's word goes before the file's. */
  private void noteOverriding(@Nullable Crs given) throws IOException {
    if (given == null) {
      return;
    }
    Optional<Crs> declared = declared();
    if (declared.isPresent() && !declared.get().equals(given)) {
      problems.accept(SourceCrs.overridden(given, declared.get()));
    }
  }

  private Optional<Crs> declared() throws IOException {
    try (RasterReader reader = RasterFormats.open(request.file(), null)) {
      return Optional.of(reader.info().placement().crs());
    } catch (FormatException saysNothing) {
      return Optional.empty();
    }
  }

  private Revision take(RasterReader reader, RasterExtent extent, @Nullable Crs given)
      throws ImportException, CancelledException, FormatException, IOException {
    EditRight right =
        target.open(
            target.described(extent.content().kind(), new Schema(GeometryType.NONE, List.of())));
    boolean published = false;
    try (StagedRaster staged = rasters.stage(right, extent.content())) {
      long clock = System.nanoTime();
      RasterLoad load =
          new RasterLoad(
              reader, staged, this::goOn, share -> progress.report(PIXELS_SHARE * share));
      load.run(extent.content(), grids);
      clock = phases.add(Phase.STAGE, clock);
      checkTime();
      progress.checkCancelled();
      progress.keep(report(reader.info(), extent, given, Revision.NONE).asMap());
      Revision revision = staged.publish();
      published = true;
      var unused = phases.add(Phase.PUBLISH, clock);
      return revision;
    } finally {
      if (!published && target.isNew()) {
        catalog.discard(right);
      }
    }
  }

  private void goOn() throws CancelledException, FormatException {
    progress.checkCancelled();
    if (isTooLong()) {
      throw new FormatException("import-too-long", tooLong(), "Cut the raster into parts.");
    }
  }

  private void checkTime() throws ImportException {
    if (isTooLong()) {
      throw new ImportException("import-too-long", tooLong(), "Cut the raster into parts.");
    }
  }

  private boolean isTooLong() {
    return phases.elapsed().compareTo(limits.time()) > 0;
  }

  private String tooLong() {
    return "the import took more than the allowed %d minutes".formatted(limits.time().toMinutes());
  }

  private ImportReport report(
      RasterInfo info, RasterExtent extent, @Nullable Crs given, Revision revision) {
    boolean fresh = target.isNew();
    return new ImportReport(
        request.layer(),
        1,
        0,
        0,
        0,
        fresh,
        new StagedImport.Outcome(revision, fresh ? 1 : 0, fresh ? 0 : 1, 0, 0),
        new ImportReport.Source(
            RasterFormats.GEOTIFF,
            "%s, zoom %d to %d"
                .formatted(
                    info.description(),
                    extent.content().zooms().min(),
                    extent.content().zooms().max()),
            info.placement().crs().toString(),
            (given == null ? SourceCrs.How.DECLARED : SourceCrs.How.GIVEN).jsonName(),
            extent.accuracy().accuracyM(),
            extent.accuracy().note().en()),
        problems.list(),
        problems.countsByCode(),
        problems.omitted(),
        phases.durations());
  }
}

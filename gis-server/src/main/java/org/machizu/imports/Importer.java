package org.machizu.imports;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.machizu.access.Actor;
import org.machizu.access.EditRight;
import org.machizu.access.JobMark;
import org.machizu.access.Rights;
import org.machizu.geo.crs.CrsPath;
import org.machizu.geo.crs.GridShifts;
import org.machizu.geo.crs.ShiftAccuracy;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.LayerId;
import org.machizu.geo.feature.LayerKind;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.feature.Schema;
import org.machizu.imports.Phases.Phase;
import org.machizu.ingest.check.GeometryCheck;
import org.machizu.ingest.format.FeatureFormat;
import org.machizu.ingest.format.FeatureReader;
import org.machizu.ingest.format.FormatException;
import org.machizu.ingest.format.Formats;
import org.machizu.ingest.format.Problem;
import org.machizu.ingest.format.ReadOptions;
import org.machizu.ingest.format.Row;
import org.machizu.ingest.raster.RasterFormats;
import org.machizu.jobs.CancelledException;
import org.machizu.jobs.JobLostException;
import org.machizu.jobs.Progress;
import org.machizu.layers.Described;
import org.machizu.layers.DoneByJob;
import org.machizu.layers.DoneByJob.Step;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.LayerCatalog;
import org.machizu.layers.LayerConflictException;
import org.machizu.layers.RasterStore;
import org.machizu.layers.StagedImport;
import org.machizu.layers.StoreBusyException;
import org.machizu.layers.StoreUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a file into a layer: all its good rows at once, or nothing. Safe for use by many threads;
 * one layer takes one import at a time.
 */
public final class Importer {
  private static final Logger LOG = LoggerFactory.getLogger(Importer.class);

  /** How many rows are looked at when nobody says which system they are in. */
  private static final int FIRST_ROWS = 200;

  /** How many rows' reasons are told when none could be taken. */
  private static final int FIRST_REASONS = 3;

  /** What a report tells before there is anything to tell. */
  private static final StagedImport.Outcome UNPUBLISHED =
      new StagedImport.Outcome(Revision.NONE, 0, 0, 0, 0);

  /** The share of the progress that publishing gets. */
  private static final double PUBLISH_SHARE = 0.1;

  private final LayerCatalog catalog;
  private final FeatureStore features;
  private final RasterStore rasters;
  private final Rights rights;
  private final Formats formats;
  private final GridShifts grids;
  private final ImportBounds limits;
  private final Set<LayerId> busy = ConcurrentHashMap.newKeySet();

  /**
   * @param formats what files may be of
   * @param grids the survey authority's parameter grids for datum shifts, as far as there are any
   */
  public Importer(
      LayerCatalog catalog,
      FeatureStore features,
      RasterStore rasters,
      Rights rights,
      Formats formats,
      GridShifts grids,
      ImportBounds limits) {
    this.catalog = catalog;
    this.features = features;
    this.rasters = rasters;
    this.rights = rights;
    this.formats = formats;
    this.grids = grids;
    this.limits = limits;
  }

  /**
   * Does one import. The rows are visible to readers all at once, when this returns.
   *
   * @throws ImportException for the user's error; nothing has changed
   * @throws CancelledException when {@code progress} said so; nothing has changed
   * @throws IOException when the file or the disk fails; nothing has changed
   */
  public ImportReport run(ImportRequest request, Progress progress)
      throws ImportException, CancelledException, IOException {
    return run(request.layer(), request.actor(), request.options(), request::file, progress);
  }

  /** Brings a file to this server's disk. */
  interface Source {
    Path file() throws ImportException, IOException;
  }

  /**
   * As the other, of a file that is still to be fetched: a later import into the layer does not go
   * ahead meanwhile.
   */
  ImportReport run(
      LayerId layer, Actor actor, ImportOptions options, Source source, Progress progress)
      throws ImportException, CancelledException, IOException {
    if (!busy.add(layer)) {
      throw new ImportException(
          "layer-busy",
          "another import into layer '" + layer.name() + "' is under way",
          "Wait until it has ended, or cancel it.");
    }
    try {
      ImportRequest request = new ImportRequest(source.file(), layer, actor, options);
      return run(request, LayerTarget.find(catalog, rights, layer, actor, options), progress);
    } finally {
      busy.remove(layer);
    }
  }

  private ImportReport run(ImportRequest request, LayerTarget target, Progress progress)
      throws ImportException, CancelledException, IOException {
    try {
      return RasterFormats.recognise(request.file())
          ? new RasterImport(catalog, rasters, grids, limits, request, target, progress).run()
          : new Run(request, target, progress).run();
    } catch (FormatException e) {
      throw target.isPersonal() ? withoutValues(e) : ImportException.of(e);
    } catch (LayerConflictException e) {
      throw new ImportException(
          e.code(),
          String.valueOf(e.getMessage()),
          target.isNew()
              ? "Choose another layer id, and import the file again."
              : "Look at the layer, and import the file again.");
    } catch (StoreBusyException e) {
      throw new ImportException(
          "store-busy", String.valueOf(e.getMessage()), "Import the file again in a moment.");
    } catch (StoreUnavailableException e) {
      throw new ImportException(
          e.reason().code(),
          "nothing was imported: " + e.getMessage(),
          "Look at the server's disk; import the file again when it takes writes.");
    } catch (JobLostException e) {
      throw e;
    } catch (RuntimeException e) {
      throw target.isPersonal() ? withoutValues(e) : e;
    }
  }

  /**
   * What an import has published in the actor's job, should the server that did it have ended
   * before it told so. What was then still to do is done: the layer gets its description.
   *
   * @param kept what that server noted of the report ({@link Progress#keep})
   * @return the report as {@link ImportReport#asMap} has it; empty when nothing was published
   */
  Optional<Map<String, Object>> findPublished(
      LayerId layer, Actor actor, ImportOptions options, Map<String, Object> kept) {
    JobMark job = actor.job();
    if (job == null) {
      return Optional.empty();
    }
    Optional<DoneByJob> done = catalog.findDone(layer, job, Step.IMPORTED);
    if (done.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Object> report = new LinkedHashMap<>(kept);
    report.put("layer", layer.name());
    report.put("revision", done.get().revision().number());
    for (String count : List.of("created", "updated", "unchanged", "removed")) {
      if (done.get().counts().containsKey(count)) {
        report.put(count, done.get().count(count));
      }
    }
    if (catalog.findDone(layer, job, Step.DESCRIBED).isEmpty()) {
      describe(layer, actor, options);
    }
    return Optional.of(report);
  }

  private void describe(LayerId layer, Actor actor, ImportOptions options) {
    ProblemLog problems = new ProblemLog(limits.listedProblems(), true);
    try {
      LayerTarget.find(catalog, rights, layer, actor, options).describe(problems);
    } catch (ImportException e) {
      LOG.info("layer {} keeps its description: {}", layer.name(), e.code());
    }
    if (!problems.list().isEmpty()) {
      LOG.info("layer {} keeps its description: {}", layer.name(), problems.countsByCode());
    }
  }

  /**
   * Tells before a file is taken in what would be refused whatever is in it.
   *
   * @throws ImportException when the actor cannot import into a layer of that id
   */
  public void requireTarget(LayerId layer, Actor actor, ImportOptions options)
      throws ImportException {
    var unused = LayerTarget.find(catalog, rights, layer, actor, options);
  }

  /** The steps of one import, in their order. */
  private final class Run {
    private final ImportRequest request;
    private final ImportOptions options;
    private final LayerTarget target;
    private final Progress progress;
    private final ProblemLog problems;
    private final Phases phases = new Phases();
    private long imported;

    Run(ImportRequest request, LayerTarget target, Progress progress) {
      this.request = request;
      this.options = request.options();
      this.target = target;
      this.progress = progress;
      this.problems = new ProblemLog(limits.listedProblems(), target.isPersonal());
    }

    ImportReport run() throws ImportException, CancelledException, FormatException, IOException {
      long clock = System.nanoTime();
      FeatureFormat format = formats.detect(request.file());
      target.requireKind(LayerKind.FEATURES);
      try (FeatureReader reader = format.open(request.file(), readOptions(), problems)) {
        List<Row> firstRows = firstRows(reader);
        SourceCrs crs = SourceCrs.decide(options.crs(), reader.declaredCrs(), firstRows, problems);
        Schema schema = schemaAfter(reader.schema());
        StagedImport.Mode mode = mode(schema);
        Described described = target.described(LayerKind.FEATURES, schema);
        var unused = phases.add(Phase.OPEN, clock);
        RowPreparation rows = preparation(reader, firstRows, crs, schema);
        StagedImport.Outcome outcome =
            take(
                rows,
                reader.expectedRows(),
                described,
                mode,
                () -> progress.keep(report(format, reader, crs, rows, UNPUBLISHED).asMap()));
        target.describe(problems);
        progress.report(1);
        return report(format, reader, crs, rows, outcome);
      }
    }

    private ReadOptions readOptions() {
      return new ReadOptions(options.encoding(), options.table(), options.columns(), limits.file());
    }

    /** Rows to decide the system by; none when somebody says which it is. */
    private List<Row> firstRows(FeatureReader reader) throws FormatException, IOException {
      List<Row> rows = new ArrayList<>();
      if (options.crs() == null && reader.declaredCrs().isEmpty()) {
        Row row = reader.next();
        while (row != null) {
          rows.add(row);
          row = rows.size() < FIRST_ROWS ? reader.next() : null;
        }
      }
      return rows;
    }

    private Schema schemaAfter(Schema ofFile) {
      Optional<Schema> ofLayer = target.schema();
      if (ofLayer.isEmpty()) {
        return ofFile;
      }
      return options.key() == null
          ? SchemaMerge.replacing(ofFile, ofLayer.get(), target.isPublished())
          : SchemaMerge.updating(ofFile, ofLayer.get(), target.isPublished());
    }

    private StagedImport.Mode mode(Schema schema) throws ImportException {
      String key = options.key();
      if (key == null) {
        if (options.removeMissing()) {
          throw new ImportException(
              "key-needed",
              "removing what the file lacks needs a key by which rows and features are the same",
              "Give --key NAME with --remove-missing, or leave both out to replace everything.");
        }
        return new StagedImport.Mode.ReplaceAll();
      }
      requireKey(schema, key, "the file");
      Optional<Schema> ofLayer = target.schema();
      if (ofLayer.isPresent()) {
        requireKey(ofLayer.get(), key, "layer '" + request.layer().name() + "'");
      }
      return new StagedImport.Mode.ByKey(key, options.removeMissing());
    }

    private static void requireKey(Schema schema, String key, String where) throws ImportException {
      if (schema.indexOf(key) < 0) {
        throw new ImportException(
            "key-missing",
            "%s has no attribute '%s'; it has %s"
                .formatted(where, key, schema.attributes().stream().map(Attribute::name).toList()),
            "Give one of them as --key.");
      }
    }

    private RowPreparation preparation(
        FeatureReader reader, List<Row> firstRows, SourceCrs source, Schema schema) {
      Optional<CrsPath> path =
          Optional.ofNullable(source.crs()).map(crs -> CrsPath.toJgd2011(crs, grids));
      GeometryCheck check =
          new GeometryCheck(schema.geometryType(), options.outsideJapan(), problems);
      return new RowPreparation(reader, firstRows, path, schema, check, problems, phases);
    }

    private StagedImport.Outcome take(
        RowPreparation rows,
        Optional<Long> expected,
        Described described,
        StagedImport.Mode mode,
        Runnable beforePublishing)
        throws ImportException, CancelledException, FormatException, IOException {
      EditRight right = target.open(described);
      Schema schema = described.layer().schema();
      boolean published = false;
      try (StagedImport staged = features.stage(right, schema, mode);
          ReadAhead ahead = new ReadAhead(rows)) {
        stage(staged, ahead, rows, expected);
        if (imported == 0) {
          throw nothingImported(rows.rowsRead());
        }
        progress.checkCancelled();
        beforePublishing.run();
        long clock = System.nanoTime();
        StagedImport.Outcome outcome = staged.publish();
        published = true;
        var unused = phases.add(Phase.PUBLISH, clock);
        return outcome;
      } finally {
        if (!published && target.isNew()) {
          catalog.discard(right);
        }
      }
    }

    private void stage(
        StagedImport staged, ReadAhead ahead, RowPreparation rows, Optional<Long> expected)
        throws ImportException, CancelledException, FormatException, IOException {
      for (List<Row> batch = ahead.next(this::goOn);
          batch != null;
          batch = ahead.next(this::goOn)) {
        long clock = System.nanoTime();
        for (Row row : batch) {
          if (staged.add(row.geometry(), row.attributes())) {
            imported++;
          } else {
            problems.accept(keyNotTaken(row));
          }
        }
        var unused = phases.add(Phase.STAGE, clock);
        expected.ifPresent(
            total -> progress.report((1 - PUBLISH_SHARE) * rows.rowsRead() / Math.max(1.0, total)));
      }
    }

    /** Gives up when nobody wants the import any more, or when it takes too long. */
    private void goOn() throws ImportException, CancelledException {
      progress.checkCancelled();
      if (phases.elapsed().compareTo(limits.time()) > 0) {
        throw new ImportException(
            "import-too-long",
            "the import took more than the allowed %d minutes".formatted(limits.time().toMinutes()),
            "Import the file in parts by --key.");
      }
    }

    private Problem keyNotTaken(Row row) {
      Object value = row.attributes().get(String.valueOf(options.key()));
      boolean empty = value == null || value.toString().isBlank();
      return new Problem(
          Problem.Severity.REJECTED,
          row.number(),
          row.sourceId(),
          options.key(),
          empty ? "key-empty" : "key-duplicate",
          empty
              ? "the key '" + options.key() + "' is empty"
              : "the key '%s' has the value '%s' in an earlier row too"
                  .formatted(options.key(), value),
          "Every row needs a value of its own there.");
    }

    private ImportException nothingImported(long rowsRead) {
      List<Problem> first = problems.list();
      String reasons =
          first.stream()
              .filter(problem -> problem.severity() == Problem.Severity.REJECTED)
              .limit(FIRST_REASONS)
              .map(problem ->
                  "row " + problem.row() + ": " + problem.code() + ", " + problem.reason())
              .collect(Collectors.joining("; "));
      boolean noRows = rowsRead == 0 && problems.rejected() == 0;
      return new ImportException(
          "nothing-imported",
          noRows
              ? "the file has no rows"
              : "none of %d rows could be taken: %s"
                  .formatted(Math.max(rowsRead, problems.rejected()), reasons),
          noRows
              ? "Look whether it is the right file."
              : "Mend the rows, or say more about the file (--crs, --encoding); the layer is as it was.",
          first);
    }

    private ImportReport report(
        FeatureFormat format,
        FeatureReader reader,
        SourceCrs crs,
        RowPreparation rows,
        StagedImport.Outcome outcome) {
      ShiftAccuracy shift = rows.worstShift();
      return new ImportReport(
          request.layer(),
          imported,
          problems.rejected(),
          problems.repaired(),
          rows.rowsWithoutPlace(),
          target.isNew(),
          outcome,
          new ImportReport.Source(
              format.name(),
              reader.description(),
              crs.crs() == null ? null : crs.crs().toString(),
              crs.how().jsonName(),
              shift.accuracyM(),
              shift.note().en()),
          problems.list(),
          problems.countsByCode(),
          problems.omitted(),
          phases.durations());
    }
  }

  /** Reasons may quote the file's values; of personal data only the code is told. */
  private static ImportException withoutValues(FormatException e) {
    return new ImportException(
        e.code(),
        "the file cannot be used (" + e.code() + "); values of personal data are not shown here",
        "Check the file's format, encoding and coordinate reference system, and import it again.");
  }

  /** Keeps where it happened and drops the text, which goes to the log. */
  private static IllegalStateException withoutValues(RuntimeException e) {
    IllegalStateException bare =
        new IllegalStateException("a personal import failed: " + e.getClass().getName());
    bare.setStackTrace(e.getStackTrace());
    return bare;
  }
}

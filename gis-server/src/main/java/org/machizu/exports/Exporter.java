package org.machizu.exports;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.machizu.access.View;
import org.machizu.geo.crs.CoordinateOutOfRangeException;
import org.machizu.geo.crs.CrsPath;
import org.machizu.geo.crs.GridShifts;
import org.machizu.geo.crs.ShiftAccuracy;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.Layer;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.filter.Predicate;
import org.machizu.http.Json;
import org.machizu.ingest.format.About;
import org.machizu.ingest.format.FeatureFormat;
import org.machizu.ingest.format.FeatureWriter;
import org.machizu.ingest.format.FormatException;
import org.machizu.ingest.format.Formats;
import org.machizu.ingest.format.WriteOptions;
import org.machizu.jobs.CancelledException;
import org.machizu.jobs.Progress;
import org.machizu.layers.FeatureCursor;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.VisibleLayers.VisibleLayer;
import org.machizu.tiles.pack.LayerPack;
import org.machizu.tiles.pack.LayerPackBuilder;

/** Writes a layer, as the caller sees it, into a file. Safe for use by many threads. */
public final class Exporter {
  private static final int FEATURES_BETWEEN_CHECKS = 500;
  private static final int WEB_MERCATOR = 3857;
  private static final DateTimeFormatter AS_OF =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss").withZone(ZoneId.of("Asia/Tokyo"));

  private final FeatureStore features;
  private final Formats formats;
  private final GridShifts grids;
  private final PixelTiles pixels;

  /**
   * @param formats what files may be of
   * @param pixels of layers that are made of them
   * @param grids the survey authority's parameter grids for datum shifts, as far as there are any
   */
  public Exporter(FeatureStore features, PixelTiles pixels, Formats formats, GridShifts grids) {
    this.features = features;
    this.pixels = pixels;
    this.formats = formats;
    this.grids = grids;
  }

  /**
   * What the file is to be called: the layer's id, the moment it shows when that is not now, and
   * the format's ending.
   *
   * @throws ExportException {@code unknown-format}
   */
  public String fileName(Layer layer, ExportRequest request) throws ExportException {
    var asOf = request.asOf();
    String moment = asOf == null ? "" : "_" + AS_OF.format(asOf);
    String ending =
        request.format().equals(TileArchive.FORMAT)
            ? TileArchive.FORMAT
            : format(request).fileEnding();
    return layer.id().name() + moment + "." + ending;
  }

  /**
   * Writes the file; one that exists is replaced. When this throws, there is no file.
   *
   * @throws ExportException for the user's error
   * @throws CancelledException when {@code progress} said so
   */
  public ExportResult write(
      VisibleLayer layer, ExportRequest request, Path file, ExportLimits limits, Progress progress)
      throws ExportException, CancelledException, IOException {
    if (layer.entry().layer().kind().isRaster() && !request.format().equals(TileArchive.FORMAT)) {
      throw new ExportException(
          "layer-is-raster",
          "layer '%s' is made of pixels and has no features to export".formatted(layer.name()),
          "Take its tiles with format pmtiles, or at /tiles/%s.json.".formatted(layer.name()));
    }
    boolean complete = false;
    try {
      ExportResult result = new Run(layer, request, file, limits, progress).run();
      complete = true;
      return result;
    } finally {
      if (!complete) {
        Files.deleteIfExists(file);
      }
    }
  }

  private FeatureFormat format(ExportRequest request) throws ExportException {
    try {
      return formats.byName(request.format());
    } catch (FormatException e) {
      throw new ExportException(e.code(), String.valueOf(e.getMessage()), e.advice());
    }
  }

  /** The steps of one export, in their order. */
  private final class Run {
    private final VisibleLayer layer;
    private final View view;
    private final ExportRequest request;
    private final Path file;
    private final ExportLimits limits;
    private final Progress progress;
    private final CrsPath path;
    private final ExportColumns columns;
    private final long begunNanos = System.nanoTime();
    private ShiftAccuracy worst = ShiftAccuracy.EXACT;
    private long written;

    Run(
        VisibleLayer layer,
        ExportRequest request,
        Path file,
        ExportLimits limits,
        Progress progress) {
      this.layer = layer;
      this.view = layer.view();
      this.request = request;
      this.file = file;
      this.limits = limits;
      this.progress = progress;
      this.path = CrsPath.fromJgd2011(request.crs(), grids);
      this.columns = ExportColumns.of(view.schema(), request);
    }

    ExportResult run() throws ExportException, CancelledException, IOException {
      if (layer.entry().layer().kind().isRaster()) {
        return pixels();
      }
      return request.format().equals(TileArchive.FORMAT) ? tiles() : features();
    }

    private ExportResult tiles() throws ExportException, CancelledException, IOException {
      if (!request.crs().isGeographic() && request.crs().epsg() != WEB_MERCATOR) {
        throw notInFormat(TileArchive.FORMAT);
      }
      long _ = count();
      Layer described = layer.entry().layer();
      LayerPack pack;
      try (FeatureCursor cursor = features.scan(view, request.where(), request.asOf())) {
        pack =
            LayerPackBuilder.pack(
                described.id().name(),
                columns.schema(),
                described.zoomRange(),
                cursor.revision(),
                () -> nextForTiles(cursor));
      }
      progress.report(0.1);
      TileArchive.ofFeatures(described, columns.schema(), pack)
          .write(
              file,
              done -> {
                goOn();
                progress.report(0.1 + 0.9 * done);
              });
      goOn();
      progress.report(1);
      return result(TileArchive.MEDIA_TYPE, pack.revision());
    }

    private ExportResult pixels() throws ExportException, CancelledException, IOException {
      if (!(request.where() instanceof Predicate.Everything) || request.asOf() != null) {
        throw new ExportException(
            "pixels-only-whole",
            "layer '%s' is made of pixels, which are written whole and as they stand"
                .formatted(layer.name()),
            "Leave bbox, datetime, filter and asOf out.");
      }
      TileArchive.ofPixels(layer.entry().layer(), view, pixels)
          .write(
              file,
              done -> {
                goOn();
                progress.report(done);
              });
      goOn();
      if (!pixels.isStill(layer.entry())) {
        throw new ExportException(
            "layer-changed",
            "layer '%s' was changed while its tiles were being written".formatted(layer.name()),
            "Start the export again.");
      }
      progress.report(1);
      return result(TileArchive.MEDIA_TYPE, layer.entry().revision());
    }

    private @Nullable Feature nextForTiles(FeatureCursor cursor) {
      Feature next = cursor.next();
      if (next == null) {
        return null;
      }
      written++;
      return columns.of(next, next.geometry());
    }

    private ExportException notInFormat(String format) {
      return new ExportException(
          "crs-not-in-format",
          "a file of format '%s' cannot hold coordinates of %s".formatted(format, request.crs()),
          "Leave crs out, or choose a format that names its system, as gpkg.");
    }

    private ExportResult features() throws ExportException, CancelledException, IOException {
      FeatureFormat format = format(request);
      if (!format.writesIn(request.crs())) {
        throw notInFormat(format.name());
      }
      long expected = count();
      Revision revision;
      try (FeatureCursor cursor = features.scan(view, request.where(), request.asOf());
          FeatureWriter writer = format.create(file, columns.schema(), writeOptions())) {
        revision = cursor.revision();
        for (Feature feature = cursor.next(); feature != null; feature = cursor.next()) {
          writer.write(columns.of(feature, placed(feature)));
          written++;
          if (written % FEATURES_BETWEEN_CHECKS == 0) {
            goOn();
            progress.report((double) written / Math.max(expected, written));
          }
        }
      }
      goOn();
      addSource(format);
      progress.report(1);
      return result(format.mediaType(), revision);
    }

    private WriteOptions writeOptions() {
      Layer described = layer.entry().layer();
      var provenance = described.provenance();
      About about =
          new About(
              described.title().ja(), provenance.source(), provenance.licence(), provenance.date());
      return new WriteOptions(described.id().name(), request.crs(), request.encoding())
          .saying(about);
    }

    private long count() throws ExportException {
      OptionalLong count =
          features.count(view, request.where(), request.asOf(), limits.maxFeatures() + 1);
      if (count.isEmpty() || count.getAsLong() > limits.maxFeatures()) {
        throw new ExportException(
            "export-too-large",
            "the export would hold more than the allowed %d features"
                .formatted(limits.maxFeatures()),
            "Give a smaller bbox, or a filter.");
      }
      return count.getAsLong();
    }

    private @Nullable Geometry placed(Feature feature) throws ExportException {
      var geometry = feature.geometry();
      if (geometry == null) {
        return null;
      }
      try {
        CrsPath.Placed placed = path.place(geometry);
        if (placed.accuracy().accuracyM() > worst.accuracyM()) {
          worst = placed.accuracy();
        }
        return placed.geometry();
      } catch (CoordinateOutOfRangeException e) {
        throw new ExportException(
            "coordinates-out-of-range",
            "feature %d cannot be written in %s: %s"
                .formatted(feature.id(), request.crs(), e.getMessage()),
            "Choose another crs, or a bbox that leaves the feature out.");
      }
    }

    private void goOn() throws ExportException, CancelledException, IOException {
      progress.checkCancelled();
      if (Files.exists(file) && Files.size(file) > limits.maxBytes()) {
        throw new ExportException(
            "export-too-large",
            "the file is larger than the allowed %d bytes".formatted(limits.maxBytes()),
            "Give a smaller bbox, or a filter.");
      }
      if (Duration.ofNanos(System.nanoTime() - begunNanos).compareTo(limits.time()) > 0) {
        throw new ExportException(
            "export-too-long",
            "the export took more than the allowed %d minutes".formatted(limits.time().toMinutes()),
            "Give a smaller bbox, or a filter.");
      }
    }

    /** Puts source, licence and schema beside the data where the file is a zip. */
    private void addSource(FeatureFormat format) throws IOException {
      if (!format.fileEnding().equals("zip")) {
        return;
      }
      Layer described = layer.entry().layer();
      byte[] schema = Json.bytes(TableSchema.of(columns.schema(), request.crs()));
      try (FileSystem zip = FileSystems.newFileSystem(file)) {
        String name = described.id().name();
        Files.write(zip.getPath(name + "_schema.json"), schema);
        var provenance = described.provenance();
        if (!provenance.source().isBlank() || !provenance.licence().isBlank()) {
          Files.writeString(
              zip.getPath(name + "_source.txt"), sourceText(described), StandardCharsets.UTF_8);
        }
      }
    }

    private static String sourceText(Layer described) {
      var provenance = described.provenance();
      return """
      %s / %s
      Source: %s
      Licence: %s
      Date of the data: %s
      """
          .formatted(
              described.title().ja(),
              described.title().en(),
              provenance.source(),
              provenance.licence(),
              provenance.date() == null ? "not known" : provenance.date());
    }

    /** The layer's attributes that went into the file; of a profile it may be any. */
    private List<Attribute> held() {
      return (request.profile() == null ? columns.schema() : view.schema()).attributes();
    }

    private ExportResult result(String mediaType, Revision revision) throws IOException {
      Layer described = layer.entry().layer();
      return new ExportResult(
          file,
          mediaType,
          described.id().name(),
          written,
          Files.size(file),
          revision,
          request.crs().toString(),
          worst.note().en(),
          held().stream().map(Attribute::name).toList(),
          view.entitlement(),
          described.provenance().source(),
          described.provenance().licence());
    }
  }
}

package org.machizu.store.gpkg;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.machizu.access.EditRight;
import org.machizu.access.View;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.LayerId;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.feature.Schema;
import org.machizu.geo.filter.Predicate;
import org.machizu.jobs.CancelledException;
import org.machizu.jobs.Progress;
import org.machizu.layers.Change;
import org.machizu.layers.EditResult;
import org.machizu.layers.FeatureCursor;
import org.machizu.layers.FeaturePage;
import org.machizu.layers.FeatureQuery;
import org.machizu.layers.FeatureStore;
import org.machizu.layers.HistoryPage;
import org.machizu.layers.HistoryQuery;
import org.machizu.layers.LayerConflictException;
import org.machizu.layers.StagedImport;
import org.machizu.layers.UndoResult;
import org.machizu.store.features.Edits;
import org.machizu.store.features.FeatureReads;
import org.machizu.store.features.History;
import org.machizu.store.features.Scan;
import org.machizu.store.features.Undo;
import org.machizu.store.features.WritableLayer;
import org.machizu.store.sql.Transactions;

/** Features over all files of the folder; each read and each write stays within one file. */
final class GpkgFeatureStore implements FeatureStore {
  /** How long reading a whole layer may take, with a slow taker. */
  static final Duration SCAN_ALLOWED = Duration.ofHours(1);

  private final LayerFiles files;

  GpkgFeatureStore(LayerFiles files) {
    this.files = files;
  }

  @Override
  public FeaturePage query(View view, FeatureQuery query) {
    return read(view, reads -> reads.query(query));
  }

  @Override
  public Optional<Feature> find(View view, long id, @Nullable Instant asOf) {
    return read(view, reads -> reads.find(id, asOf));
  }

  @Override
  public boolean wasPurged(View view, long id) {
    LayerFile file = files.get(view.layer());
    return view.showsThePast()
        && file.readers()
            .read(Transactions.ALLOWED, c -> RetentionTables.isPurged(c, view.layer().name(), id));
  }

  @Override
  public OptionalLong count(View view, Predicate where, @Nullable Instant asOf, long atMost) {
    return read(view, reads -> reads.count(where, asOf, atMost));
  }

  @Override
  public Optional<Envelope> extent(View view) {
    return read(view, FeatureReads::extent);
  }

  @Override
  public FeatureCursor scan(View view, Predicate where, @Nullable Instant asOf) {
    LayerFile file = files.get(view.layer());
    Readers.Reading reading = file.readers().begin(SCAN_ALLOWED);
    try {
      return reading.run(c ->
          Scan.open(
              FileLedger.LEDGER,
              reading,
              c,
              getEntry(c, file, view.layer()).epoch(),
              view,
              where,
              asOf));
    } catch (RuntimeException e) {
      reading.close();
      throw e;
    }
  }

  @Override
  public HistoryPage history(View view, HistoryQuery query) {
    LayerFile file = files.get(view.layer());
    try (Readers.Reading reading = file.readers().begin(Transactions.ALLOWED)) {
      return reading.run(c ->
          new History(
                  FileLedger.LEDGER,
                  c,
                  getEntry(c, file, view.layer()).epoch(),
                  view,
                  reading::checkTime)
              .read(query));
    }
  }

  @Override
  public EditResult apply(EditRight right, List<Change> changes) {
    List<Change> fixed = List.copyOf(changes);
    WritableLayer layer = layer(right);
    return layer.write((c, present) -> new Edits(layer, c, present).apply(right.actor(), fixed));
  }

  @Override
  public long countUndo(EditRight right, Revision revision) {
    return new Undo(layer(right), right, revision).count();
  }

  @Override
  public UndoResult undo(EditRight right, Revision revision, Progress progress)
      throws CancelledException {
    return new Undo(layer(right), right, revision).run(progress);
  }

  @Override
  public StagedImport stage(EditRight right, Schema schema, StagedImport.Mode mode) {
    return GpkgStagedImport.begin(files, layer(right), right, schema, mode);
  }

  private FileLayer layer(EditRight right) {
    return new FileLayer(files.get(right.layer()), right.layer());
  }

  private interface Read<T> {
    T of(FeatureReads reads) throws SQLException;
  }

  private <T> T read(View view, Read<T> read) {
    LayerFile file = files.get(view.layer());
    return file.readers()
        .read(
            Transactions.ALLOWED,
            c ->
                read.of(
                    new FeatureReads(
                        FileLedger.LEDGER, c, getEntry(c, file, view.layer()).epoch(), view)));
  }

  /** The layer's row, when it is one of features. */
  static Entry getEntry(Connection connection, LayerFile file, LayerId id) throws SQLException {
    Entry entry =
        file.entries()
            .find(connection, id)
            .orElseThrow(() -> new IllegalArgumentException("there is no layer '" + id + "'"));
    if (entry.layer().kind().isRaster()) {
      throw new LayerConflictException(
          "layer-is-raster", "layer '" + id.name() + "' is made of pixels and has no features");
    }
    return entry;
  }
}

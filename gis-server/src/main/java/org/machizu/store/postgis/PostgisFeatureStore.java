package org.machizu.store.postgis;

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
import org.machizu.layers.StagedImport;
import org.machizu.layers.UndoResult;
import org.machizu.store.features.Edits;
import org.machizu.store.features.FeatureReads;
import org.machizu.store.features.History;
import org.machizu.store.features.Scan;
import org.machizu.store.features.Undo;
import org.machizu.store.features.WritableLayer;
import org.machizu.store.sql.Transactions;

/** The features of a town in the database. */
final class PostgisFeatureStore implements FeatureStore {
  /** How long reading a whole layer may take, with a slow taker. */
  private static final Duration SCAN_ALLOWED = Duration.ofHours(1);

  private final Town town;
  private final LayerWrites writes;

  PostgisFeatureStore(Town town, LayerWrites writes) {
    this.town = town;
    this.writes = writes;
  }

  @Override
  public FeaturePage query(View view, FeatureQuery query) {
    return read(view, query.asOf(), reads -> reads.query(query));
  }

  @Override
  public Optional<Feature> find(View view, long id, @Nullable Instant asOf) {
    return read(view, asOf, reads -> reads.find(id, asOf));
  }

  @Override
  public boolean wasPurged(View view, long id) {
    return view.showsThePast()
        && writes
            .database()
            .read(Transactions.ALLOWED, c -> town.retention().isPurged(c, view.layer().name(), id));
  }

  @Override
  public OptionalLong count(View view, Predicate where, @Nullable Instant asOf, long atMost) {
    return read(view, asOf, reads -> reads.count(where, asOf, atMost));
  }

  @Override
  public Optional<Envelope> extent(View view) {
    return read(view, null, FeatureReads::extent);
  }

  @Override
  public FeatureCursor scan(View view, Predicate where, @Nullable Instant asOf) {
    settleBefore(view, asOf);
    Database.Reading reading = writes.database().begin(SCAN_ALLOWED);
    try {
      return reading.run(c ->
          Scan.open(
              town,
              reading,
              c,
              town.entries().getFeatures(c, view.layer()).epoch(),
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
    writes.settle(view.layer());
    try (Database.Reading reading = writes.database().begin(Transactions.ALLOWED)) {
      return reading.run(c ->
          new History(
                  town,
                  c,
                  town.entries().getFeatures(c, view.layer()).epoch(),
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
    writes.settle(right.layer());
    return new Undo(layer(right), right, revision).run(progress);
  }

  @Override
  public StagedImport stage(EditRight right, Schema schema, StagedImport.Mode mode) {
    return PostgisStagedImport.begin(layer(right), right, schema, mode);
  }

  private DatabaseLayer layer(EditRight right) {
    return new DatabaseLayer(town, writes, right.layer());
  }

  private interface Read<T> {
    T of(FeatureReads reads) throws SQLException;
  }

  private <T> T read(View view, @Nullable Instant asOf, Read<T> read) {
    settleBefore(view, asOf);
    return writes
        .database()
        .read(
            Transactions.ALLOWED,
            c ->
                read.of(
                    new FeatureReads(
                        town, c, town.entries().getFeatures(c, view.layer()).epoch(), view)));
  }

  /** The past is whole only when everything that other programs did has its number. */
  private void settleBefore(View view, @Nullable Instant asOf) {
    if (asOf != null) {
      writes.settle(view.layer());
    }
  }
}

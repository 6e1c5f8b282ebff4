package org.machizu.store.features;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
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
import org.machizu.layers.StagedImport;
import org.machizu.layers.UndoResult;
import org.machizu.store.sql.Reading;
import org.machizu.store.sql.Transactions;

/** The features of a town; each read and each write stays within one layer. */
public final class SqlFeatureStore implements FeatureStore {
  /** How long reading a whole layer may take, with a slow taker. */
  public static final Duration SCAN_ALLOWED = Duration.ofHours(1);

  private static final int PAST_EXTENTS = 1_000;

  /** A purge may make a past state smaller. */
  private static final Duration PAST_EXTENT_KEPT = Duration.ofHours(1);

  private final Function<LayerId, StoredLayer> layers;

  /** Boxes around states that outsiders see, which take a look at every row. */
  private final Cache<FixedState, Optional<Envelope>> pastExtents =
      Caffeine.newBuilder().maximumSize(PAST_EXTENTS).expireAfterWrite(PAST_EXTENT_KEPT).build();

  private record FixedState(LayerId layer, Revision revision, String entitlement) {}

  /**
   * @param layers finds a layer's store, whether or not the layer is there
   */
  public SqlFeatureStore(Function<LayerId, StoredLayer> layers) {
    this.layers = layers;
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
    StoredLayer layer = layers.apply(view.layer());
    return view.showsThePast()
        && layer.read(
            Transactions.ALLOWED, (c, present) -> layer.ledger().isPurged(c, present.layer(), id));
  }

  @Override
  public OptionalLong count(View view, Predicate where, @Nullable Instant asOf, long atMost) {
    return read(view, asOf, reads -> reads.count(where, asOf, atMost));
  }

  @Override
  public Optional<Envelope> extent(View view) {
    Revision fixed = view.fixedAt();
    if (fixed == null) {
      return read(view, null, FeatureReads::extent);
    }
    FixedState state = new FixedState(view.layer(), fixed, view.entitlement());
    Optional<Envelope> known = pastExtents.getIfPresent(state);
    if (known == null) {
      known = read(view, null, FeatureReads::extent);
      pastExtents.put(state, known);
    }
    return known;
  }

  @Override
  public FeatureCursor scan(View view, Predicate where, @Nullable Instant asOf) {
    StoredLayer layer = layers.apply(view.layer());
    settleBefore(layer, view, asOf);
    Reading reading = layer.begin(SCAN_ALLOWED);
    try {
      return reading.run(
          c -> Scan.open(layer.ledger(), reading, c, layer.present(c), view, where, asOf));
    } catch (RuntimeException e) {
      reading.close();
      throw e;
    }
  }

  @Override
  public HistoryPage history(View view, HistoryQuery query) {
    StoredLayer layer = layers.apply(view.layer());
    layer.settle();
    try (Reading reading = layer.begin(Transactions.ALLOWED)) {
      return reading.run(c ->
          new History(layer.ledger(), c, layer.present(c), view, reading::checkTime).read(query));
    }
  }

  @Override
  public EditResult apply(EditRight right, List<Change> changes) {
    StoredLayer layer = layers.apply(right.layer());
    List<Change> fixed = List.copyOf(changes);
    return layer.write((c, present) -> new Edits(layer, c, present).apply(right.actor(), fixed));
  }

  @Override
  public long countUndo(EditRight right, Revision revision) {
    return new Undo(layers.apply(right.layer()), right, revision).count();
  }

  @Override
  public UndoResult undo(EditRight right, Revision revision, Progress progress)
      throws CancelledException {
    StoredLayer layer = layers.apply(right.layer());
    layer.settle();
    return new Undo(layer, right, revision).run(progress);
  }

  @Override
  public StagedImport stage(EditRight right, Schema schema, StagedImport.Mode mode) {
    return layers.apply(right.layer()).stage(right, schema, mode);
  }

  private interface Read<T> {
    T of(FeatureReads reads) throws SQLException;
  }

  private <T> T read(View view, @Nullable Instant asOf, Read<T> read) {
    StoredLayer layer = layers.apply(view.layer());
    settleBefore(layer, view, asOf);
    return layer.read(
        Transactions.ALLOWED,
        (c, present) -> read.of(new FeatureReads(layer.ledger(), c, present, view)));
  }

  /** The past is whole only when everything that other programs did has its number. */
  private static void settleBefore(StoredLayer layer, View view, @Nullable Instant asOf) {
    if (asOf != null || view.fixedAt() != null) {
      layer.settle();
    }
  }
}

package org.machizu.store.features;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.machizu.access.Actor;
import org.machizu.access.EditRight;
import org.machizu.geo.feature.Schema;
import org.machizu.layers.StagedImport;
import org.machizu.store.sql.LayerJson;
import org.machizu.store.sql.Reading;
import org.machizu.store.sql.Transactions;

/** One layer of features in its store: transactions, locks, and the next content. */
public interface StoredLayer {
  /** What is done in a transaction, with the layer's tables as they are in it. */
  interface Work<T> {
    T run(Connection connection, Epoch present) throws SQLException;
  }

  Ledger ledger();

  /**
   * The layer's tables, as they are in a transaction.
   *
   * @throws IllegalArgumentException when there is no such layer
   * @throws org.machizu.layers.LayerConflictException when it has no features
   */
  Epoch present(Connection connection) throws SQLException;

  /** Begins a transaction that reads. */
  Reading begin(Duration allowed);

  /** Reads one state. */
  default <T> T read(Duration allowed, Work<T> work) {
    try (Reading reading = begin(allowed)) {
      return reading.run(c -> work.run(c, present(c)));
    }
  }

  /**
   * Numbers what other programs have done to the layer, where that is not done at once; only then
   * the past is whole.
   */
  void settle();

  /** Builds aside what nobody sees yet. */
  <T> T aside(Transactions.Work<T> work);

  /** Changes the layer while nobody else does. */
  <T> T write(Work<T> work);

  /**
   * Keeps other programs from changing the layer until the transaction ends, and numbers what they
   * did before.
   */
  void keepOthersOut(Connection connection) throws SQLException;

  /** Begins a revision of the layer, in a transaction that writes to it. */
  OpenRevision begin(
      Connection connection, Epoch present, Actor actor, String kind, @Nullable String note)
      throws SQLException;

  /**
   * Takes the one place for building the layer's content anew.
   *
   * @param right by which it is done
   * @throws org.machizu.layers.LayerConflictException {@code layer-busy} when somebody else has it
   */
  Place takePlace(EditRight right);

  /**
   * Begins an import.
   *
   * @throws org.machizu.layers.LayerConflictException when the layer cannot take it, or another one
   *     is under way
   */
  StagedImport stage(EditRight right, Schema schema, StagedImport.Mode mode);

  /** Begins the layer's next content. */
  NextContent next(Epoch present, LayerJson.Table form);

  /** Takes ids that no feature of the layer has or will get, upwards. */
  List<Long> takeIds(Connection connection, int count) throws SQLException;

  /** Whether the layer can take columns as they are, or by {@link #widen}. */
  boolean takes(Epoch present, List<String> columns);

  /**
   * Gives the layer the columns that it does not have, when it {@link #takes} them.
   *
   * @return its tables afterwards
   */
  Epoch widen(Connection connection, Epoch present, LayerJson.Table form) throws SQLException;

  /** How many bytes of geometries one transaction takes when content is built in many. */
  long bytesAtOnce();

  /** The one place for building anew, until it is closed. */
  interface Place extends AutoCloseable {
    @Override
    void close();
  }
}

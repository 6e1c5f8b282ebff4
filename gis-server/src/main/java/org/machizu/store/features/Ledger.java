package org.machizu.store.features;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.Revision;

/**
 * What a store has written down of its layers besides their rows. Everything is read within the
 * caller's transaction.
 */
public interface Ledger {
  /** A layer's last revision. */
  Revision last(Connection connection, String layer) throws SQLException;

  /** The last revision at a moment; it may be another layer's. */
  Revision at(Connection connection, String layer, Instant moment) throws SQLException;

  /** Who made a revision of a layer, when, and of what kind it is; empty when there is none. */
  Optional<Made> find(Connection connection, String layer, Revision revision) throws SQLException;

  /** The epoch whose tables held the layer's state at a revision; empty before the layer was. */
  Optional<Epoch> findEpoch(Connection connection, String layer, Revision at) throws SQLException;

  /** All epochs that readers may see, newest first. */
  List<Epoch> listEpochs(Connection connection, String layer) throws SQLException;

  /** Whether a feature of that id was taken out for good. */
  boolean isPurged(Connection connection, String layer, long id) throws SQLException;

  /**
   * Makes sure that the state at a revision is still whole.
   *
   * @throws org.machizu.layers.LayerConflictException {@code history-purged}
   */
  void checkPast(Connection connection, String layer, Revision at) throws SQLException;

  /**
   * Makes sure that a revision can be taken back: that what it changed is still known.
   *
   * @param then the epoch in which it was made
   * @param logged its number in that epoch's log
   * @throws org.machizu.layers.LayerConflictException {@code history-purged}, {@code
   *     feature-purged}
   */
  void checkUndo(Connection connection, Epoch then, long logged, Revision revision)
      throws SQLException;

  /** Whether a layer has a revision of a kind after another one. */
  boolean isFollowedBy(Connection connection, String layer, Revision revision, String kind)
      throws SQLException;

  /**
   * The exact box around the content of the present epoch, as it is at the layer's last revision.
   */
  Optional<Envelope> extent(Connection connection, Epoch present, Revision last)
      throws SQLException;

  /**
   * A revision's row.
   *
   * @param kind one of {@link org.machizu.store.sql.ChangeKinds}
   */
  record Made(Instant time, String actor, String kind) {}
}

package org.machizu.store.features;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.machizu.access.View;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.Revision;
import org.machizu.layers.FeatureVersion;
import org.machizu.layers.HistoryPage;
import org.machizu.layers.HistoryQuery;
import org.machizu.store.sql.HistoryToken;
import org.machizu.store.sql.PageWeight;
import org.machizu.store.sql.Sql;
import org.machizu.store.sql.StoreException;

/**
 * Reads the changes of a layer as a View shows them: revisions downwards, the features of each
 * upwards. A place in this order is a revision and a feature; new changes only come before it.
 */
final class History {
  /** Changes that are looked at for one page, also when the View shows few of them. */
  private static final int LOOKED_AT = 10 * 1_000;

  private final Ledger ledger;
  private final Connection connection;
  private final Epoch present;
  private final View view;
  private final FeatureReads reads;
  private final Runnable checkTime;
  private final List<FeatureVersion> found = new ArrayList<>();
  private final PageWeight weight = new PageWeight();
  private int lookedAt;
  private @Nullable HistoryToken last;

  /**
   * @param checkTime throws when the read has taken too long
   */
  History(Ledger ledger, Connection connection, Epoch present, View view, Runnable checkTime) {
    this.ledger = ledger;
    this.connection = connection;
    this.present = present;
    this.view = view;
    this.reads = new FeatureReads(ledger, connection, present, view);
    this.checkTime = checkTime;
  }

  /**
   * One revision of the layer.
   *
   * @param logged its number in the log
   */
  private record Revised(Revision revision, long logged, Ledger.Made made) {}

  /** How to ask for the states before and after a revision. */
  private record States(Optional<Question> before, Optional<Question> after) {}

  HistoryPage read(HistoryQuery query) throws SQLException {
    HistoryToken after = HistoryToken.read(query);
    if (!view.showsThePast()) {
      return new HistoryPage(found, null);
    }
    for (Epoch epoch : ledger.listEpochs(connection, present.layer())) {
      Revised revised = findFirst(epoch, query, after);
      while (revised != null) {
        if (!read(epoch, revised, query, after)) {
          return new HistoryPage(found, HistoryToken.write(query, last));
        }
        revised = findBelow(epoch, query, revised.logged);
      }
    }
    return new HistoryPage(found, null);
  }

  /** The epoch's newest revision that the page may hold; null when there is none. */
  private @Nullable Revised findFirst(Epoch epoch, HistoryQuery query, @Nullable HistoryToken after)
      throws SQLException {
    long below = Long.MAX_VALUE;
    if (query.before() != null) {
      below = Math.min(below, query.before().number());
    }
    if (view.fixedAt() != null) {
      below = Math.min(below, view.fixedAt().number() + 1);
    }
    if (after != null) {
      below = Math.min(below, after.revision() + 1);
    }
    return epoch.start().number() < below ? findBelow(epoch, query, below) : null;
  }

  private @Nullable Revised findBelow(Epoch epoch, HistoryQuery query, long below)
      throws SQLException {
    checkTime.run();
    Long featureId = query.featureId();
    String log = epoch.log();
    Long logged =
        featureId == null
            ? Sql.number(
                connection, "SELECT max(revision) FROM " + log + " WHERE revision < ?", below)
            : Sql.number(
                connection,
                "SELECT max(revision) FROM " + log + " WHERE fid = ? AND revision < ?",
                featureId,
                below);
    if (logged == null) {
      return null;
    }
    Revision revision = new Revision(Math.max(logged, epoch.start().number()));
    Ledger.Made made =
        ledger
            .find(connection, present.layer(), revision)
            .orElseThrow(
                () -> new StoreException("revision " + revision + " of the log is not listed"));
    return new Revised(revision, logged, made);
  }

  /**
   * Reads the changes of one revision.
   *
   * @return false when the page ends before them all
   */
  private boolean read(
      Epoch epoch, Revised revised, HistoryQuery query, @Nullable HistoryToken after)
      throws SQLException {
    long beyond =
        after != null && after.revision() == revised.revision.number()
            ? after.featureId()
            : Long.MIN_VALUE;
    States states =
        new States(
            reads.at(new Revision(revised.revision.number() - 1)), reads.at(revised.revision));
    Long featureId = query.featureId();
    String sql =
        "SELECT fid FROM %s WHERE revision = ? AND fid > ?%s ORDER BY fid"
            .formatted(epoch.log(), featureId == null ? "" : " AND fid = " + featureId);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Sql.bind(statement, revised.logged, beyond);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          if (found.size() == query.limit() || lookedAt == LOOKED_AT || weight.isFull()) {
            return false;
          }
          checkTime.run();
          long id = rows.getLong(1);
          version(revised, states, id).ifPresent(this::add);
          lookedAt++;
          last = new HistoryToken(revised.revision.number(), id);
        }
        return true;
      }
    }
  }

  private void add(FeatureVersion version) {
    found.add(version);
    weight.add(version.before());
    weight.add(version.after());
  }

  /** Empty when the View shows neither the state before nor the one after. */
  private Optional<FeatureVersion> version(Revised revised, States states, long id)
      throws SQLException {
    Feature before = find(states.before, id);
    Feature after = find(states.after, id);
    if (before == null && after == null) {
      return Optional.empty();
    }
    FeatureVersion.Kind kind =
        before == null
            ? FeatureVersion.Kind.CREATE
            : after == null ? FeatureVersion.Kind.DELETE : FeatureVersion.Kind.UPDATE;
    return Optional.of(
        new FeatureVersion(
            revised.revision, revised.made.time(), revised.made.actor(), kind, id, before, after));
  }

  private @Nullable Feature find(Optional<Question> state, long id) throws SQLException {
    return state.isEmpty() ? null : reads.find(state.get(), id).orElse(null);
  }
}

package org.machizu.store.features;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.machizu.access.View;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.filter.Predicate;
import org.machizu.layers.FeatureCursor;
import org.machizu.store.sql.Condition;
import org.machizu.store.sql.Reading;
import org.machizu.store.sql.StoreException;

/** A cursor on a connection of its own, which it gives back when closed. */
final class Scan implements FeatureCursor {
  private final Reading reading;
  private final View view;
  private final Revision revision;
  private final @Nullable FeatureRows rows;
  private boolean closed;

  private Scan(Reading reading, View view, Revision revision, @Nullable FeatureRows rows) {
    this.reading = reading;
    this.view = view;
    this.revision = revision;
    this.rows = rows;
  }

  /** Takes over the reading, unless it fails. */
  static Scan open(
      Ledger ledger,
      Reading reading,
      Connection connection,
      Epoch present,
      View view,
      Predicate where,
      @Nullable Instant asOf)
      throws SQLException {
    Optional<Question> question = Question.ask(ledger, connection, present, view, where, asOf);
    return question.isEmpty()
        ? new Scan(reading, view, Revision.NONE, null)
        : new Scan(
            reading,
            view,
            question.get().revision(),
            new FeatureRows(
                connection, question.get(), Condition.ALL, -1, SqlFeatureStore.SCAN_ALLOWED));
  }

  @Override
  public Revision revision() {
    return revision;
  }

  @Override
  public @Nullable Feature next() {
    FeatureRows open = rows;
    if (open == null || closed) {
      return null;
    }
    return reading.run(c -> Optional.ofNullable(open.next())).map(view::show).orElse(null);
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    FeatureRows open = rows;
    try {
      if (open != null) {
        open.close();
      }
    } catch (SQLException e) {
      throw new StoreException("ending a read failed", e);
    } finally {
      reading.close();
    }
  }
}

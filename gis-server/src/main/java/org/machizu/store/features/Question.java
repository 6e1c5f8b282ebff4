package org.machizu.store.features;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.machizu.access.View;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.feature.Schema;
import org.machizu.geo.filter.Expression;
import org.machizu.geo.filter.Predicate;
import org.machizu.store.sql.Condition;

/**
 * What a read is about: the state of a layer at one moment, as one View shows it, and a condition.
 *
 * @param revision the layer's revision that is read
 * @param read the attributes that are read: the View's, and those that its row rule looks at
 * @param where the condition, over what the View shows
 */
record Question(
    View view,
    Revision revision,
    Epoch epoch,
    Schema read,
    Predicate where,
    List<RowSource> sources) {

  /** Empty when the layer was not there at the moment asked for, or the View has no past. */
  static Optional<Question> ask(
      Ledger ledger,
      Connection connection,
      Epoch present,
      View view,
      Predicate where,
      @Nullable Instant asOf)
      throws SQLException {
    Revision last = ledger.last(connection, present.layer());
    Revision fixed = view.fixedAt();
    if (asOf == null) {
      return fixed == null || last.compareTo(fixed) <= 0
          ? Optional.of(of(view, where, last, present, present, null))
          : at(ledger, connection, present, view, where, fixed);
    }
    if (!view.showsThePast()) {
      return Optional.empty();
    }
    Revision then = ledger.at(connection, present.layer(), asOf);
    Revision at = fixed == null || then.compareTo(fixed) < 0 ? then : fixed;
    ledger.checkPast(connection, present.layer(), at);
    Revision seen = at.compareTo(last) < 0 ? at : last;
    return ledger
        .findEpoch(connection, present.layer(), at)
        .map(epoch -> of(view, where, seen, present, epoch, at));
  }

  /** The state at a revision. */
  static Optional<Question> at(
      Ledger ledger, Connection connection, Epoch present, View view, Revision at)
      throws SQLException {
    return at(ledger, connection, present, view, new Predicate.Everything(), at);
  }

  private static Optional<Question> at(
      Ledger ledger, Connection connection, Epoch present, View view, Predicate where, Revision at)
      throws SQLException {
    return ledger
        .findEpoch(connection, present.layer(), at)
        .map(epoch -> of(view, where, at, present, epoch, at));
  }

  private static Question of(
      View view,
      Predicate where,
      Revision revision,
      Epoch present,
      Epoch epoch,
      @Nullable Revision at) {
    List<String> ruled =
        view.rows().expressions().stream()
            .filter(Expression.Property.class::isInstance)
            .map(property -> ((Expression.Property) property).name())
            .distinct()
            .toList();
    Schema read = RowReader.with(view.schema(), present.schema(), ruled);
    return new Question(view, revision, epoch, read, where, RowSource.of(epoch, at));
  }

  /** Whether the present tables alone answer it. */
  boolean isPresent() {
    return sources.size() == 1;
  }

  /** The condition over one source; what the View does not show cannot be asked. */
  Condition condition(RowSource source) {
    Condition asked = PredicateSql.translate(where, view.askable(), view.coarsening(), source);
    Condition ruled = PredicateSql.translate(view.rows(), read, null, source);
    return ruled.and(asked).and(source.time());
  }

  /**
   * Whether a feature is among those asked for. The condition looks at what the View shows, so that
   * asking tells no more than looking does.
   *
   * @param stored as it was read, with its true place
   */
  boolean matches(Feature stored) {
    return view.rows().matches(stored)
        && where.matches(view.coarsening() == null ? stored : view.show(stored));
  }
}

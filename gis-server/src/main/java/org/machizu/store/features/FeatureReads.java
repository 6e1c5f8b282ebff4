package org.machizu.store.features;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.machizu.access.View;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.filter.Predicate;
import org.machizu.layers.FeaturePage;
import org.machizu.layers.FeatureQuery;
import org.machizu.store.sql.Condition;
import org.machizu.store.sql.PageToken;
import org.machizu.store.sql.PageWeight;
import org.machizu.store.sql.Sql;
import org.machizu.store.sql.Transactions;

/** The reads of one layer within one transaction. */
final class FeatureReads {
  private final Ledger ledger;
  private final Connection connection;
  private final Epoch present;
  private final View view;

  /**
   * @param present the layer's present tables
   */
  FeatureReads(Ledger ledger, Connection connection, Epoch present, View view) {
    this.ledger = ledger;
    this.connection = connection;
    this.present = present;
    this.view = view;
  }

  FeaturePage query(FeatureQuery query) throws SQLException {
    PageToken.Place after = PageToken.read(view, query);
    Optional<Question> asked =
        Question.ask(ledger, connection, present, view, query.where(), query.asOf());
    if (asked.isEmpty()) {
      return new FeaturePage(List.of(), null, Revision.NONE);
    }
    Question question = asked.get();
    List<SortedPage.Placed> found =
        query.sort().isEmpty()
            ? byId(question, after, query.limit() + 1)
            : new SortedPage(connection, question, query.sort()).read(after, query.limit() + 1);
    boolean more =
        found.size() > query.limit()
            || PageWeight.of(found.stream().map(SortedPage.Placed::feature).toList()).isFull();
    List<SortedPage.Placed> page = found.subList(0, Math.min(found.size(), query.limit()));
    return new FeaturePage(
        page.stream().map(p -> shown(p.feature())).toList(),
        more ? PageToken.write(view, query, page.getLast().place()) : null,
        question.revision());
  }

  private List<SortedPage.Placed> byId(
      Question question, PageToken.@Nullable Place after, int wanted) throws SQLException {
    Condition beyond = after == null ? Condition.ALL : Condition.exact("(t.fid > ?)", after.id());
    List<SortedPage.Placed> found = new ArrayList<>();
    PageWeight weight = new PageWeight();
    try (FeatureRows rows = rows(question, beyond, wanted)) {
      for (Feature f = rows.next(); f != null; f = rows.next()) {
        found.add(new SortedPage.Placed(f, new PageToken.Place(List.of(), f.id())));
        weight.add(f);
        if (found.size() == wanted || weight.isFull()) {
          break;
        }
      }
    }
    return found;
  }

  Optional<Feature> find(long id, @Nullable Instant asOf) throws SQLException {
    Optional<Question> question =
        Question.ask(ledger, connection, present, view, new Predicate.Everything(), asOf);
    return question.isEmpty() ? Optional.empty() : find(question.get(), id);
  }

  /** What to ask for the state at a revision; empty when the layer was not there. */
  Optional<Question> at(Revision revision) throws SQLException {
    return Question.at(ledger, connection, present, view, revision);
  }

  /** One feature, as the View shows it. */
  Optional<Feature> find(Question question, long id) throws SQLException {
    Condition one = Condition.exact("(t.fid = ?)", id);
    try (FeatureRows rows = rows(question, one, 1)) {
      return Optional.ofNullable(rows.next()).map(this::shown);
    }
  }

  OptionalLong count(Predicate where, @Nullable Instant asOf, long atMost) throws SQLException {
    Optional<Question> asked = Question.ask(ledger, connection, present, view, where, asOf);
    if (asked.isEmpty()) {
      return OptionalLong.of(0);
    }
    long found = count(asked.get(), atMost);
    return found > atMost ? OptionalLong.empty() : OptionalLong.of(found);
  }

  private long count(Question question, long atMost) throws SQLException {
    List<Object> values = new ArrayList<>();
    List<String> parts = new ArrayList<>();
    for (RowSource source : question.sources()) {
      Condition condition = question.condition(source);
      if (!condition.exact()) {
        return countOneByOne(question, atMost);
      }
      parts.add("SELECT 1 FROM " + source.from() + " WHERE " + condition.sql());
      values.addAll(condition.values());
    }
    values.add(atMost == Long.MAX_VALUE ? atMost : atMost + 1);
    String sql =
        "SELECT count(*) FROM (" + String.join(" UNION ALL ", parts) + " LIMIT ?) AS found";
    return Sql.numberOr(connection, 0, sql, values.toArray());
  }

  private long countOneByOne(Question question, long atMost) throws SQLException {
    long found = 0;
    try (FeatureRows rows = rows(question, Condition.ALL, -1)) {
      while (found <= atMost && rows.next() != null) {
        found++;
      }
    }
    return found;
  }

  Optional<Envelope> extent() throws SQLException {
    Optional<Question> asked =
        Question.ask(ledger, connection, present, view, new Predicate.Everything(), null);
    if (asked.isEmpty() || !asked.get().epoch().hasGeometry()) {
      return Optional.empty();
    }
    boolean whole = view.rows() instanceof Predicate.Everything && view.coarsening() == null;
    if (whole && asked.get().isPresent()) {
      return ledger.extent(connection, asked.get().epoch(), asked.get().revision());
    }
    Optional<Envelope> all = Optional.empty();
    try (FeatureRows rows = rows(asked.get(), Condition.ALL, -1)) {
      for (Feature f = rows.next(); f != null; f = rows.next()) {
        Optional<Envelope> one = Envelope.of(shown(f).geometry());
        all = all.isEmpty() ? one : one.isEmpty() ? all : Optional.of(all.get().union(one.get()));
      }
    }
    return all;
  }

  private FeatureRows rows(Question question, Condition further, long atMost) throws SQLException {
    return new FeatureRows(connection, question, further, atMost, Transactions.ALLOWED);
  }

  private Feature shown(Feature feature) {
    return view.show(feature);
  }
}

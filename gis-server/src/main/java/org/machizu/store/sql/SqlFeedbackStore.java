package org.machizu.store.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.machizu.access.AuditEntry;
import org.machizu.opendata.feedback.Feedback;
import org.machizu.opendata.feedback.Feedback.About;
import org.machizu.opendata.feedback.Feedback.Place;
import org.machizu.opendata.feedback.Feedback.State;
import org.machizu.opendata.feedback.FeedbackStep;
import org.machizu.opendata.feedback.FeedbackStore;
import org.machizu.opendata.feedback.StaleFeedbackException;
import org.machizu.retention.Cleared;

/** Messages of residents in SQL. Numbers are given under the lock of {@link Transactions#write}. */
public final class SqlFeedbackStore implements FeedbackStore {
  /** With their schema, for whoever rewrites them. */
  public static final List<String> TABLES = List.of("machizu.feedback", "machizu.feedback_step");

  private static final String SELECT =
      "SELECT number, version, state, section, layer, feature, map, lon, lat, body, answer, address, received, changed, forgotten FROM feedback WHERE municipality = ? ";

  private static final String STEPS =
      "SELECT number, time, actor, kind, body, section FROM feedback_step WHERE municipality = ? AND message = ? ORDER BY number LIMIT 1000";

  private final String municipality;
  private final Transactions transactions;
  private final Supplier<Cleared> shredder;

  /**
   * @param shredder takes away what is left of values that were removed
   */
  public SqlFeedbackStore(
      String municipality, Transactions transactions, Supplier<Cleared> shredder) {
    this.municipality = municipality;
    this.transactions = transactions;
    this.shredder = shredder;
  }

  /** The tables of a data file. */
  public static void createTables(Connection connection) throws SQLException {
    Sql.execute(
        connection,
        "CREATE TABLE feedback (municipality TEXT NOT NULL, number INTEGER NOT NULL, version INTEGER NOT NULL, state TEXT NOT NULL, section TEXT NOT NULL, layer TEXT, feature INTEGER, map TEXT, lon REAL, lat REAL, body TEXT NOT NULL, answer TEXT NOT NULL, key_hash TEXT, language TEXT NOT NULL, address TEXT, received TEXT NOT NULL, changed TEXT NOT NULL, done TEXT, forgotten INTEGER NOT NULL, PRIMARY KEY (municipality, number))");
    Sql.execute(connection, "CREATE INDEX feedback_key ON feedback (municipality, key_hash)");
    Sql.execute(connection, "CREATE INDEX feedback_received ON feedback (municipality, received)");
    Sql.execute(
        connection,
        "CREATE TABLE feedback_step (municipality TEXT NOT NULL, message INTEGER NOT NULL, number INTEGER NOT NULL, time TEXT NOT NULL, actor TEXT NOT NULL, kind TEXT NOT NULL, body TEXT NOT NULL, section TEXT NOT NULL, PRIMARY KEY (municipality, message, number))");
  }

  private static Feedback feedback(ResultSet row) throws SQLException {
    long feature = row.getLong(6);
    Long ofFeature = row.wasNull() ? null : feature;
    double lon = row.getDouble(8);
    Place place = row.wasNull() ? null : new Place(lon, row.getDouble(9));
    return new Feedback(
        row.getLong(1),
        row.getLong(2),
        State.valueOf(row.getString(3)),
        row.getString(4),
        new About(row.getString(5), ofFeature, row.getString(7), place),
        row.getString(10),
        row.getString(11),
        row.getString(12) != null,
        Instant.parse(row.getString(13)),
        Instant.parse(row.getString(14)),
        row.getInt(15) != 0);
  }

  @Override
  public Feedback add(Arrival arrival, AuditEntry entry) {
    return transactions.write(c -> {
      long number =
          1
              + Sql.numberOr(
                  c, 0, "SELECT max(number) FROM feedback WHERE municipality = ?", municipality);
      About about = arrival.about();
      Place place = about.place();
      String at = Moments.text(arrival.at());
      @Nullable Object[] values = {
        municipality,
        number,
        State.NEW.name(),
        arrival.section(),
        about.layer(),
        about.feature(),
        about.map(),
        place == null ? null : (Double) place.lon(),
        place == null ? null : (Double) place.lat(),
        arrival.text(),
        arrival.keyHash(),
        arrival.language(),
        arrival.address(),
        at,
        at
      };
      Sql.update(
          c,
          "INSERT INTO feedback (municipality, number, version, state, section, layer, feature, map, lon, lat, body, answer, key_hash, language, address, received, changed, forgotten) VALUES (?, ?, 1, ?, ?, ?, CAST(? AS BIGINT), ?, CAST(? AS DOUBLE PRECISION), CAST(? AS DOUBLE PRECISION), ?, '', ?, ?, ?, ?, ?, 0)",
          values);
      AuditLines.insert(c, municipality, entry.about(String.valueOf(number)));
      return get(c, number);
    });
  }

  private Feedback get(Connection c, long number) throws SQLException {
    return find(c, number).orElseThrow(() -> new StaleFeedbackException(number));
  }

  private Optional<Feedback> find(Connection c, long number) throws SQLException {
    return Rows.select(
            c, SqlFeedbackStore::feedback, SELECT + "AND number = ?", municipality, number)
        .stream()
        .findFirst();
  }

  @Override
  public long countSince(Instant moment) {
    return transactions.read(
        Transactions.ALLOWED,
        c ->
            Sql.numberOr(
                c,
                0,
                "SELECT count(*) FROM feedback WHERE municipality = ? AND received >= ?",
                municipality,
                Moments.text(moment)));
  }

  @Override
  public List<Feedback> list(
      @Nullable Set<String> sections, @Nullable State state, long before, int limit) {
    Rows.checkLimit(limit);
    if (sections != null && sections.isEmpty()) {
      return List.of();
    }
    StringBuilder where = new StringBuilder();
    List<Object> values = new ArrayList<>(List.of(municipality));
    if (sections != null) {
      where.append(
          "AND section IN (%s) "
              .formatted(String.join(", ", Collections.nCopies(sections.size(), "?"))));
      values.addAll(sections);
    }
    if (state != null) {
      where.append("AND state = ? ");
      values.add(state.name());
    }
    values.add(before);
    values.add(limit);
    return transactions.read(
        Transactions.ALLOWED,
        c ->
            Rows.select(
                c,
                SqlFeedbackStore::feedback,
                SELECT + where + "AND number < ? ORDER BY number DESC LIMIT ?",
                values.toArray()));
  }

  @Override
  public Optional<Feedback> find(long number) {
    return transactions.read(Transactions.ALLOWED, c -> find(c, number));
  }

  @Override
  public Optional<Feedback> findByKey(String keyHash) {
    return transactions
        .read(
            Transactions.ALLOWED,
            c ->
                Rows.select(
                    c,
                    SqlFeedbackStore::feedback,
                    SELECT + "AND key_hash = ?",
                    municipality,
                    keyHash))
        .stream()
        .findFirst();
  }

  @Override
  public Optional<Contact> contact(long number) {
    return transactions
        .read(
            Transactions.ALLOWED,
            c ->
                Rows.select(
                    c,
                    row -> new Contact(row.getString(1), row.getString(2)),
                    "SELECT address, language FROM feedback WHERE municipality = ? AND number = ? AND address IS NOT NULL",
                    municipality,
                    number))
        .stream()
        .findFirst();
  }

  @Override
  public List<FeedbackStep> steps(long number) {
    return transactions.read(
        Transactions.ALLOWED,
        c -> Rows.select(c, SqlFeedbackStore::step, STEPS, municipality, number));
  }

  private static FeedbackStep step(ResultSet row) throws SQLException {
    return new FeedbackStep(
        row.getInt(1),
        Instant.parse(row.getString(2)),
        row.getString(3),
        FeedbackStep.Kind.valueOf(row.getString(4)),
        row.getString(5),
        row.getString(6));
  }

  @Override
  public Done step(long number, long expected, Wish wish, AuditEntry entry) {
    return transactions.write(c -> {
      Feedback before = get(c, number);
      if (before.version() != expected || before.forgotten()) {
        throw new StaleFeedbackException(number);
      }
      int next =
          1
              + (int)
                  Sql.numberOr(
                      c,
                      0,
                      "SELECT max(number) FROM feedback_step WHERE municipality = ? AND message = ?",
                      municipality,
                      number);
      FeedbackStep step =
          new FeedbackStep(next, wish.at(), wish.by(), wish.kind(), wish.text(), wish.section());
      State state = wish.kind().after(before.state());
      String at = Moments.text(wish.at());
      Sql.update(
          c,
          "INSERT INTO feedback_step (municipality, message, number, time, actor, kind, body, section) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
          municipality,
          number,
          next,
          at,
          wish.by(),
          wish.kind().name(),
          wish.text(),
          wish.section());
      Sql.update(
          c,
          "UPDATE feedback SET version = version + 1, state = ?, section = ?, answer = ?, changed = ?, done = CAST(? AS TEXT) WHERE municipality = ? AND number = ?",
          state.name(),
          wish.section(),
          wish.kind() == FeedbackStep.Kind.ANSWER ? wish.text() : before.answer(),
          at,
          state.isDone() ? at : null,
          municipality,
          number);
      AuditLines.insert(
          c, municipality, entry.about(String.valueOf(number)).with("step", wish.kind().code()));
      return new Done(get(c, number), step);
    });
  }

  @Override
  public int forgetAddresses(Instant doneBefore, Instant receivedBefore) {
    return forget(c ->
        Sql.update(
            c,
            "UPDATE feedback SET address = NULL WHERE municipality = ? AND address IS NOT NULL AND (done < ? OR received < ?)",
            municipality,
            Moments.text(doneBefore),
            Moments.text(receivedBefore)));
  }

  @Override
  public int forgetWords(Instant doneBefore) {
    return forget(c -> {
      String before = Moments.text(doneBefore);
      Sql.update(
          c,
          "UPDATE feedback_step SET body = '' WHERE municipality = ? AND message IN (SELECT f.number FROM feedback f WHERE f.municipality = ? AND f.forgotten = 0 AND f.done < ?)",
          municipality,
          municipality,
          before);
      return Sql.update(
          c,
          "UPDATE feedback SET body = '', answer = '', lon = NULL, lat = NULL, address = NULL, key_hash = NULL, forgotten = 1 WHERE municipality = ? AND forgotten = 0 AND done < ?",
          municipality,
          before);
    });
  }

  private interface Forgetting {
    int in(Connection connection) throws SQLException;
  }

  private int forget(Forgetting forgetting) {
    int forgotten = transactions.write(forgetting::in);
    if (forgotten > 0) {
      Cleared unused = shredder.get();
    }
    return forgotten;
  }
}

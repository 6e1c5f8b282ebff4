package org.machizu.store.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.machizu.outbox.Delivery;
import org.machizu.outbox.Delivery.State;
import org.machizu.outbox.Outbox;
import org.machizu.outbox.OutboxStore;
import org.machizu.outbox.Parcel;
import org.machizu.sensors.notify.Channel;
import org.machizu.sensors.notify.Decision;
import org.machizu.sensors.notify.Earlier;
import org.machizu.sensors.notify.Earlier.Fate;
import org.machizu.sensors.notify.Language;
import org.machizu.sensors.notify.Message;
import org.machizu.sensors.notify.Outgoing;
import org.machizu.sensors.notify.Past;
import org.machizu.sensors.notify.Purpose;
import org.machizu.sensors.notify.Suppressed;

/** Messages on their way in SQL. */
public final class SqlOutboxStore implements OutboxStore {
  private static final String SELECT =
      "SELECT number, alert, event, recipient, channel, address, purpose, round, state, reason, drill, urgent, made, due, follows, doubt, batch, attempts, sent, error, language, subject, body, facts FROM outbox_message m WHERE municipality = ? ";

  /** Neither is more told of an alert, nor sent to an address within an hour. */
  private static final int MOST_PAST = 100_000;

  /** Another server may be quicker so often in a row before this one leaves it for now. */
  private static final int RACES = 3;

  private static final Duration HOUR = Duration.ofHours(1);

  /** What it follows has arrived, or may have. */
  private static final String MAY_GO =
      "(follows IS NULL OR EXISTS (SELECT 1 FROM outbox_message f WHERE f.municipality = m.municipality AND f.number = m.follows AND (f.state = 'SENT' OR (f.doubt = 1 AND f.state IN ('GIVEN_UP', 'CALLED_OFF')))))";

  /** It waits and its time has come; or whoever sent it has let go of it. */
  private static final String IS_DUE =
      "((state = 'WAITING' AND due <= ?) OR (state = 'SENDING' AND stop = 0 AND (lease IS NULL OR lease <= ?)))";

  private final String municipality;
  private final Transactions transactions;
  private final Dialect dialect;

  public SqlOutboxStore(String municipality, Transactions transactions, Dialect dialect) {
    this.municipality = municipality;
    this.transactions = transactions;
    this.dialect = dialect;
  }

  public static Outbox.Stores stores(
      String municipality, Transactions transactions, Dialect dialect) {
    return new Outbox.Stores(
        new SqlOutboxStore(municipality, transactions, dialect),
        new SqlRecipientStore(municipality, transactions));
  }

  /** For the start of the only server of a store: whoever was sending is no more. */
  public static void forgetHolders(Connection connection, String municipality) throws SQLException {
    Sql.update(
        connection,
        "UPDATE outbox_message SET lease = NULL WHERE municipality = ? AND state = 'SENDING'",
        municipality);
  }

  /** What was sent, within a transaction. */
  private final class OpenPast implements Past {
    private final Connection connection;
    private final long alert;
    private final Instant now;

    OpenPast(Connection connection, long alert, Instant now) {
      this.connection = connection;
      this.alert = alert;
      this.now = now;
    }

    @Override
    public List<Earlier> ofAlert() {
      try {
        return Rows.select(
                connection,
                SqlOutboxStore::delivery,
                SELECT + "AND alert = ? AND state <> 'SUPPRESSED' ORDER BY number LIMIT ?",
                municipality,
                alert,
                MOST_PAST)
            .stream()
            .map(SqlOutboxStore::earlier)
            .toList();
      } catch (SQLException e) {
        throw new StoreException("reading what was sent of an alert failed", e);
      }
    }

    @Override
    public List<Instant> lately(Channel channel) {
      try {
        return Sql.strings(
                connection,
                "SELECT min(sent) FROM outbox_message WHERE municipality = ? AND address = ? AND channel = ? AND sent > ? AND state = 'SENT' GROUP BY batch LIMIT 1000",
                municipality,
                channel.address(),
                channel.type().name(),
                Moments.text(now.minus(HOUR)))
            .stream()
            .map(Instant::parse)
            .toList();
      } catch (SQLException e) {
        throw new StoreException("reading what was sent to an address failed", e);
      }
    }
  }

  private static Earlier earlier(Delivery one) {
    Fate fate =
        switch (one.state()) {
          case WAITING -> one.mayHaveArrived() ? Fate.WAITING_IN_DOUBT : Fate.WAITING;
          case SENDING -> Fate.SENDING;
          case SENT -> Fate.SENT;
          case GIVEN_UP, CALLED_OFF, SUPPRESSED ->
              one.mayHaveArrived() ? Fate.ENDED_IN_DOUBT : Fate.NEVER_SENT;
        };
    return new Earlier(
        one.number(),
        one.recipient(),
        one.channel(),
        one.purpose(),
        fate,
        one.made(),
        one.sent(),
        one.message());
  }

  @Override
  public Past past(long alert, Instant now) {
    return new Past() {
      @Override
      public List<Earlier> ofAlert() {
        return transactions.read(Transactions.ALLOWED, c -> new OpenPast(c, alert, now).ofAlert());
      }

      @Override
      public List<Instant> lately(Channel channel) {
        return transactions.read(
            Transactions.ALLOWED, c -> new OpenPast(c, alert, now).lately(channel));
      }
    };
  }

  @Override
  public int decide(Occasion occasion, Deciding deciding, Instant now) {
    return transactions.write(c -> {
      boolean decided =
          occasion.event() != 0
              && Sql.number(
                      c,
                      "SELECT 1 FROM outbox_message WHERE municipality = ? AND alert = ? AND event = ? LIMIT 1",
                      municipality,
                      occasion.alert(),
                      occasion.event())
                  != null;
      if (decided) {
        return 0;
      }
      Decision decision = deciding.decide(new OpenPast(c, occasion.alert(), now));
      for (long number : decision.calledOff()) {
        callOff(c, number);
      }
      long number =
          Sql.numberOr(
              c, 0, "SELECT max(number) FROM outbox_message WHERE municipality = ?", municipality);
      int added = 0;
      for (Outgoing one : decision.messages()) {
        added += insert(c, ++number, occasion, one, now);
      }
      for (Suppressed one : decision.suppressed()) {
        int unused = insert(c, ++number, occasion, one, now);
      }
      return added;
    });
  }

  /** What is being sent at this moment is not sent once more, when it does not arrive. */
  private void callOff(Connection c, long number) throws SQLException {
    Sql.update(
        c,
        "UPDATE outbox_message SET state = 'CALLED_OFF' WHERE municipality = ? AND number = ? AND state = 'WAITING'",
        municipality,
        number);
    Sql.update(
        c,
        "UPDATE outbox_message SET stop = 1 WHERE municipality = ? AND number = ? AND state = 'SENDING'",
        municipality,
        number);
  }

  private int insert(Connection c, long number, Occasion occasion, Outgoing one, Instant now)
      throws SQLException {
    return insert(
        c,
        number,
        occasion,
        one.recipient(),
        one.channel(),
        one.purpose(),
        one.round(),
        State.WAITING,
        "",
        one.urgent(),
        now,
        one.due(),
        one.follows(),
        one.language(),
        one.message());
  }

  private int insert(Connection c, long number, Occasion occasion, Suppressed one, Instant now)
      throws SQLException {
    return insert(
        c,
        number,
        occasion,
        one.recipient(),
        one.channel(),
        one.purpose(),
        0,
        State.SUPPRESSED,
        one.reason().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        false,
        now,
        now,
        null,
        Language.JA,
        new Message("", ""));
  }

  private int insert(
      Connection c,
      long number,
      Occasion occasion,
      String recipient,
      Channel channel,
      Purpose purpose,
      int round,
      State state,
      String reason,
      boolean urgent,
      Instant made,
      Instant due,
      @Nullable Long follows,
      Language language,
      Message message)
      throws SQLException {
    return Sql.update(
        c,
        "INSERT INTO outbox_message (municipality, number, alert, event, recipient, channel, address, purpose, round, state, reason, drill, urgent, made, due, follows, stop, doubt, attempts, error, language, subject, body, facts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, CAST(? AS BIGINT), 0, 0, 0, '', ?, ?, ?, ?) ON CONFLICT (municipality, alert, event, recipient, channel, address, purpose, round) DO NOTHING",
        municipality,
        number,
        occasion.alert(),
        occasion.event(),
        recipient,
        channel.type().name(),
        channel.address(),
        purpose.name(),
        round,
        state.name(),
        reason,
        Rows.number(occasion.drill()),
        Rows.number(urgent),
        Moments.text(made),
        Moments.text(due),
        follows,
        language.name(),
        message.subject(),
        message.text(),
        occasion.facts());
  }

  /** The first of those that go out next. */
  private record Candidate(
      long number, String recipient, String channel, String address, long drill, String batch) {}

  @Override
  public Optional<Parcel> claim(
      String server, Set<Channel.Type> types, Duration lease, Instant now) {
    if (types.isEmpty()) {
      return Optional.empty();
    }
    for (int i = 0; i < RACES; i++) {
      // Mostly there is nothing, and looking keeps no writer waiting.
      Optional<Candidate> candidate =
          transactions.read(Transactions.ALLOWED, c -> candidate(c, types, now));
      if (candidate.isEmpty()) {
        return Optional.empty();
      }
      List<Delivery> taken =
          transactions.writeBlind(c -> {
            settleAbandoned(c);
            return take(c, candidate.get(), server, lease, now);
          });
      if (!taken.isEmpty()) {
        return Optional.of(new Parcel(String.valueOf(taken.getFirst().batch()), inOrder(taken)));
      }
    }
    return Optional.empty();
  }

  private static List<Delivery> inOrder(List<Delivery> taken) {
    return taken.stream()
        .sorted(
            Comparator.comparing((Delivery one) -> !one.urgent()).thenComparing(Delivery::number))
        .toList();
  }

  private Optional<Candidate> candidate(Connection c, Set<Channel.Type> types, Instant now)
      throws SQLException {
    List<Object> values = new ArrayList<>(List.of(municipality));
    String until = Moments.text(dialect.now(c));
    values.add(Moments.text(now));
    values.add(until);
    values.add(until);
    types.forEach(type -> values.add(type.name()));
    // What was called off while a server sent it, and that server is no more, only has to be
    // settled: it is looked at as the others are, and nothing of it is taken.
    String due =
        IS_DUE.substring(0, IS_DUE.length() - 1)
            + " OR (state = 'SENDING' AND stop = 1 AND (lease IS NULL OR lease <= ?)))";
    String sql =
        "SELECT number, recipient, channel, address, drill, batch FROM outbox_message m WHERE municipality = ? AND %s AND channel IN (%s) AND %s ORDER BY urgent DESC, due, number LIMIT 1"
            .formatted(due, String.join(", ", Collections.nCopies(types.size(), "?")), MAY_GO);
    return Rows.select(
            c,
            row ->
                new Candidate(
                    row.getLong(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getLong(5),
                    row.getString(6) == null ? "" : row.getString(6)),
            sql,
            values.toArray())
        .stream()
        .findFirst();
  }

  /** What was called off while a server sent it that is no more, may have arrived. */
  private void settleAbandoned(Connection c) throws SQLException {
    Sql.update(
        c,
        "UPDATE outbox_message SET state = 'CALLED_OFF', doubt = 1, holder = NULL, lease = NULL WHERE municipality = ? AND state = 'SENDING' AND stop = 1 AND (lease IS NULL OR lease <= ?)",
        municipality,
        Moments.text(dialect.now(c)));
  }

  private List<Delivery> take(
      Connection c, Candidate found, String server, Duration lease, Instant now)
      throws SQLException {
    Instant clock = dialect.now(c);
    boolean again = !found.batch().isEmpty();
    boolean alone = !Channel.Type.valueOf(found.channel()).isForPeople();
    String which;
    List<Object> values = new ArrayList<>();
    values.add(again ? found.batch() : UUID.randomUUID().toString());
    values.add(server);
    values.add(Moments.text(clock.plus(lease)));
    values.add(municipality);
    values.add(municipality);
    values.add(Moments.text(now));
    values.add(Moments.text(clock));
    if (again) {
      which = "batch = ?";
      values.add(found.batch());
    } else if (alone) {
      which = "batch IS NULL AND number = ?";
      values.add(found.number());
    } else {
      which = "batch IS NULL AND recipient = ? AND channel = ? AND address = ? AND drill = ?";
      values.addAll(List.of(found.recipient(), found.channel(), found.address(), found.drill()));
    }
    String sql =
        "UPDATE outbox_message SET batch = ?, holder = ?, lease = ?, attempts = attempts + 1, doubt = CASE WHEN state = 'SENDING' THEN 1 ELSE doubt END, state = 'SENDING' WHERE municipality = ? AND number IN (SELECT number FROM outbox_message m WHERE municipality = ? AND %s AND %s AND %s ORDER BY urgent DESC, number LIMIT %d%s) RETURNING number"
            .formatted(IS_DUE, which, MAY_GO, MOST_IN_PARCEL, dialect.skipLocked());
    List<Long> numbers = Rows.select(c, row -> row.getLong(1), sql, values.toArray());
    if (numbers.isEmpty()) {
      return List.of();
    }
    List<Object> all = new ArrayList<>(List.of(municipality));
    all.addAll(numbers);
    return Rows.select(
        c,
        SqlOutboxStore::delivery,
        SELECT
            + "AND number IN (%s)"
                .formatted(String.join(", ", Collections.nCopies(numbers.size(), "?"))),
        all.toArray());
  }

  @Override
  public boolean sent(String server, String batch, Instant now) {
    return transactions.writeBlind(c ->
        Sql.update(
            c,
            "UPDATE outbox_message SET state = 'SENT', sent = ?, error = '', holder = NULL, lease = NULL WHERE municipality = ? AND batch = ? AND holder = ? AND state = 'SENDING'",
            Moments.text(now),
            municipality,
            batch,
            server))
        > 0;
  }

  @Override
  public boolean failed(
      String server, String batch, String error, boolean mayHaveArrived, @Nullable Instant again) {
    return transactions.writeBlind(c -> {
      int changed =
          Sql.update(
              c,
              "UPDATE outbox_message SET state = CASE WHEN stop = 1 THEN 'CALLED_OFF' ELSE ? END, due = CASE WHEN stop = 1 THEN due ELSE COALESCE(CAST(? AS TEXT), due) END, error = ?, doubt = CASE WHEN ? = 1 THEN 1 ELSE doubt END, holder = NULL, lease = NULL WHERE municipality = ? AND batch = ? AND holder = ? AND state = 'SENDING'",
              again == null ? State.GIVEN_UP.name() : State.WAITING.name(),
              again == null ? null : Moments.text(again),
              error,
              Rows.number(mayHaveArrived),
              municipality,
              batch,
              server);
      Sql.update(
          c,
          "UPDATE outbox_message SET state = 'CALLED_OFF', reason = 'never-sent' WHERE municipality = ? AND state = 'WAITING' AND follows IN (SELECT number FROM outbox_message WHERE municipality = ? AND batch = ? AND doubt = 0 AND state IN ('GIVEN_UP', 'CALLED_OFF'))",
          municipality,
          municipality,
          batch);
      return changed > 0;
    });
  }

  @Override
  public List<Delivery> list(Filter filter, long before, int limit) {
    Rows.checkLimit(limit);
    StringBuilder where = new StringBuilder("AND alert >= 0 ");
    List<Object> values = new ArrayList<>(List.of(municipality));
    if (filter.alert() != null) {
      where.append("AND alert = ? ");
      values.add(filter.alert());
    }
    if (filter.recipient() != null) {
      where.append("AND recipient = ? ");
      values.add(filter.recipient());
    }
    if (filter.state() != null) {
      where.append("AND state = ? ");
      values.add(filter.state().name());
    }
    values.add(before);
    values.add(limit);
    return transactions.read(
        Transactions.ALLOWED,
        c ->
            Rows.select(
                c,
                SqlOutboxStore::delivery,
                SELECT + where + "AND number < ? ORDER BY number DESC LIMIT ?",
                values.toArray()));
  }

  @Override
  public List<Latest> latest() {
    String sql =
        "SELECT m.recipient, m.channel, m.address, m.purpose, m.state, m.made, m.sent, m.attempts, m.error FROM outbox_recipient r JOIN outbox_message m ON m.municipality = r.municipality AND m.recipient = r.id AND m.number >= COALESCE((SELECT x.number FROM outbox_message x WHERE x.municipality = r.municipality AND x.recipient = r.id ORDER BY x.number DESC LIMIT 1 OFFSET "
            + (LOOKED_AT - 1)
            + "), 0) WHERE r.municipality = ? AND m.state NOT IN ('SUPPRESSED', 'CALLED_OFF') ORDER BY m.number DESC";
    Set<List<Object>> known = new HashSet<>();
    return transactions
        .read(Transactions.ALLOWED, c -> Rows.select(c, SqlOutboxStore::latest, sql, municipality))
        .stream()
        .filter(one -> known.add(List.of(one.recipient(), one.channel())))
        .toList();
  }

  private static Latest latest(ResultSet row) throws SQLException {
    String sent = row.getString(7);
    return new Latest(
        row.getString(1),
        new Channel(Channel.Type.valueOf(row.getString(2)), row.getString(3)),
        Purpose.valueOf(row.getString(4)),
        State.valueOf(row.getString(5)),
        Instant.parse(row.getString(6)),
        sent == null ? null : Instant.parse(sent),
        row.getInt(8),
        row.getString(9));
  }

  @Override
  public int forgetLetters(Instant before) {
    return transactions.writeBlind(c ->
        Sql.update(
            c,
            "DELETE FROM outbox_message WHERE municipality = ? AND alert = ? AND made < ? AND state NOT IN ('WAITING', 'SENDING')",
            municipality,
            LETTERS,
            Moments.text(before)));
  }

  @Override
  public int forget(Instant before) {
    return transactions.writeBlind(c ->
        Sql.update(
            c,
            "DELETE FROM outbox_message WHERE municipality = ? AND made < ? AND state NOT IN ('WAITING', 'SENDING')",
            municipality,
            Moments.text(before)));
  }

  private static Delivery delivery(ResultSet row) throws SQLException {
    long follows = row.getLong(15);
    Long followed = row.wasNull() ? null : follows;
    String sent = row.getString(19);
    return new Delivery(
        row.getLong(1),
        row.getLong(2),
        row.getLong(3),
        row.getString(4),
        new Channel(Channel.Type.valueOf(row.getString(5)), row.getString(6)),
        Purpose.valueOf(row.getString(7)),
        row.getInt(8),
        State.valueOf(row.getString(9)),
        row.getString(10),
        row.getInt(11) == 1,
        row.getInt(12) == 1,
        Instant.parse(row.getString(13)),
        Instant.parse(row.getString(14)),
        followed,
        row.getInt(16) == 1,
        row.getString(17),
        row.getInt(18),
        sent == null ? null : Instant.parse(sent),
        row.getString(20),
        Language.valueOf(row.getString(21)),
        new Message(row.getString(22), row.getString(23)),
        row.getString(24));
  }
}

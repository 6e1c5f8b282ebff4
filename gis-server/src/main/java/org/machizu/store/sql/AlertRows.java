package org.machizu.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.machizu.gauges.Alert;
import org.machizu.gauges.Alert.Deed;
import org.machizu.gauges.Alert.Status;
import org.machizu.gauges.AlertEvent;
import org.machizu.gauges.AlertEvent.What;
import org.machizu.gauges.Stream;
import org.machizu.sensors.alert.AlertChange;
import org.machizu.sensors.alert.Episode;
import org.machizu.sensors.alert.Given;

/** The rows of alerts and of their steps, within a transaction that is open. */
final class AlertRows {
  private static final String COLUMNS =
      "id, gauge, drill, episode, status, past, merged_into, told, version, acknowledged, assignee, published";
  static final String SELECT = "SELECT " + COLUMNS + " FROM gauge_alert WHERE municipality = ? ";
  static final String EVENTS =
      "SELECT number, alert, what, recorded, author, note FROM gauge_alert_event WHERE municipality = ? ";

  /** So many alerts of one stream can be open at once, or be looked at when readings come late. */
  private static final int MOST_GIVEN = 10_000;

  private static final String GIVEN_OF_MANY =
      "SELECT a.id, a.episode, a.gauge, a.drill FROM gauge_alert a JOIN (%s) s ON s.gauge = a.gauge AND s.drill = a.drill WHERE a.municipality = ? AND (a.cleared IS NULL OR a.cleared >= s.begins) AND a.status IN ('ACTIVE', 'ENDED') ORDER BY a.id LIMIT ?";

  private final String municipality;
  private final Dialect dialect;

  AlertRows(String municipality, Dialect dialect) {
    this.municipality = municipality;
    this.dialect = dialect;
  }

  List<Given> given(Connection c, Stream stream, Instant notOverBefore) throws SQLException {
    return Rows.select(
        c,
        AlertRows::given,
        "SELECT id, episode FROM gauge_alert WHERE municipality = ? AND gauge = ? AND drill = ? AND (cleared IS NULL OR cleared >= ?) AND status IN ('ACTIVE', 'ENDED') ORDER BY id LIMIT ?",
        municipality,
        stream.gauge(),
        Rows.number(stream.drill()),
        millis(notOverBefore),
        MOST_GIVEN);
  }

  private static Given given(ResultSet row) throws SQLException {
    return new Given(row.getLong(1), GaugeJson.read(row.getString(2), Episode.class));
  }

  /**
   * As {@link #given(Connection, Stream, Instant)}, for many streams at once.
   *
   * @return empty when there are too many to look at together
   */
  Optional<Map<Stream, List<Given>>> given(Connection c, Map<Stream, Instant> notOverBefore)
      throws SQLException {
    List<List<Object>> streams = new ArrayList<>();
    notOverBefore.forEach((stream, from) ->
        streams.add(List.of(stream.gauge(), Rows.number(stream.drill()), millis(from))));
    Map<Stream, List<Given>> found = new HashMap<>();
    List<Given> all =
        Rows.select(
            c,
            row -> {
              Given given = given(row);
              Stream stream = new Stream(row.getString(3), row.getInt(4) != 0);
              found.computeIfAbsent(stream, _ -> new ArrayList<>()).add(given);
              return given;
            },
            GIVEN_OF_MANY.formatted(dialect.rows("gauge text", "drill bigint", "begins bigint")),
            GaugeJson.write(streams),
            municipality,
            MOST_GIVEN);
    return all.size() < MOST_GIVEN ? Optional.of(found) : Optional.empty();
  }

  /** The ends of time have no milliseconds. */
  static long millis(Instant moment) {
    return moment.equals(Instant.MAX)
        ? Long.MAX_VALUE
        : moment.equals(Instant.MIN) ? Long.MIN_VALUE : moment.toEpochMilli();
  }

  /** Writes what is to be done to the alerts of a stream. */
  List<AlertEvent> apply(Connection c, Stream stream, List<AlertChange> changes, Instant now)
      throws SQLException {
    List<AlertEvent> events = new ArrayList<>();
    for (AlertChange change : changes) {
      events.add(
          switch (change) {
            case AlertChange.Raise(Episode episode, boolean past) ->
                event(
                    c,
                    raise(c, stream, episode, past, now),
                    past ? What.RECORDED : What.RAISED,
                    now,
                    "",
                    "");
            case AlertChange.Update(long id, Episode episode, AlertChange.What what) -> {
              write(c, id, episode, Status.of(episode), null);
              yield event(c, id, step(what), now, "", "");
            }
            case AlertChange.Withdraw(long id, Episode episode) -> {
              write(c, id, episode, Status.WITHDRAWN, null);
              yield event(c, id, What.WITHDRAWN, now, "", "");
            }
            case AlertChange.Merge(long id, long into) -> {
              Episode episode = find(c, id).orElseThrow().episode();
              write(c, id, episode, Status.MERGED, into);
              yield event(c, id, What.MERGED, now, "", Long.toString(into));
            }
          });
    }
    return events;
  }

  private static What step(AlertChange.What what) {
    return switch (what) {
      case CLEARED -> What.CLEARED;
      case REOPENED -> What.REOPENED;
      case GRAVER -> What.GRAVER;
      case DETAILS -> What.DETAILS;
    };
  }

  private long raise(Connection c, Stream stream, Episode episode, boolean past, Instant now)
      throws SQLException {
    return inserted(
        c,
        "INSERT INTO gauge_alert (municipality, gauge, drill, episode, cleared, status, past, told, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1) RETURNING id",
        municipality,
        stream.gauge(),
        Rows.number(stream.drill()),
        GaugeJson.write(episode),
        cleared(episode),
        Status.of(episode).name(),
        Rows.number(past),
        Moments.text(now));
  }

  private static long inserted(Connection c, String sql, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement statement = c.prepareStatement(sql)) {
      Sql.bind(statement, values);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private static @Nullable Long cleared(Episode episode) {
    return episode.cleared() == null ? null : (Long) episode.cleared().toEpochMilli();
  }

  private void write(Connection c, long id, Episode episode, Status status, @Nullable Long into)
      throws SQLException {
    Sql.update(
        c,
        "UPDATE gauge_alert SET episode = ?, cleared = ?, status = ?, merged_into = ?, version = version + 1 WHERE municipality = ? AND id = ?",
        GaugeJson.write(episode),
        cleared(episode),
        status.name(),
        into,
        municipality,
        id);
  }

  /** Notes a step. Details are told to nobody, so that nobody has to handle them. */
  AlertEvent event(Connection c, long alert, What what, Instant now, String author, String note)
      throws SQLException {
    long number =
        inserted(
            c,
            "INSERT INTO gauge_alert_event (municipality, alert, what, recorded, author, note, handled) VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING number",
            municipality,
            alert,
            what.name(),
            Moments.text(now),
            author,
            note,
            Rows.number(what == What.DETAILS));
    return new AlertEvent(number, alert, what, now, author, note);
  }

  Optional<Alert> find(Connection c, long id) throws SQLException {
    return Rows.select(c, AlertRows::alert, SELECT + "AND id = ?", municipality, id).stream()
        .findFirst();
  }

  static Alert alert(ResultSet row) throws SQLException {
    long into = row.getLong(7);
    Long mergedInto = row.wasNull() ? null : into;
    return new Alert(
        row.getLong(1),
        new Stream(row.getString(2), row.getInt(3) != 0),
        GaugeJson.read(row.getString(4), Episode.class),
        Status.valueOf(row.getString(5)),
        row.getInt(6) != 0,
        mergedInto,
        Instant.parse(row.getString(8)),
        row.getLong(9),
        GaugeJson.readOrNull(row.getString(10), Deed.class),
        row.getString(11),
        GaugeJson.readOrNull(row.getString(12), Deed.class));
  }

  static AlertEvent event(ResultSet row) throws SQLException {
    return new AlertEvent(
        row.getLong(1),
        row.getLong(2),
        What.valueOf(row.getString(3)),
        Instant.parse(row.getString(4)),
        row.getString(5),
        row.getString(6));
  }
}

package org.machizu.store.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.machizu.access.AuditEntry;
import org.machizu.residents.Assignee;
import org.machizu.residents.CaseEntry;
import org.machizu.residents.CaseStep;
import org.machizu.residents.EntranceReport;
import org.machizu.residents.Photo;
import org.machizu.residents.WatchCase;
import org.machizu.residents.WatchConflictException;
import org.machizu.residents.WatchStore;
import org.machizu.retention.Cleared;

/** The watch in SQL. Numbers are given under the lock of {@link Transactions#write}. */
public final class SqlWatchStore implements WatchStore {
  /** With their schema, for whoever rewrites them. */
  public static final List<String> TABLES =
      List.of(
          "machizu.watch_case",
          "machizu.watch_step",
          "machizu.watch_photo",
          "machizu.watch_report");

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int HISTORY = 1000;

  /** The list asks for as many of a snowfall; a town has fewer. */
  private static final int MOST_LISTED = 100_000;

  /** Ids of one statement. */
  private static final int AT_ONCE = 500;

  private static final String CASES =
      "SELECT id, version, household, event, state, origin, assignee, follow_up, opened, opened_by, changed FROM watch_case WHERE municipality = ?";

  private final String municipality;
  private final Transactions transactions;
  private final WatchPhotos photos;
  private final WatchReports reports;
  private final Supplier<Cleared> shredder;

  /**
   * @param shredder takes out what deleted rows have left, and tells how it was done
   */
  public SqlWatchStore(String municipality, Transactions transactions, Supplier<Cleared> shredder) {
    this.municipality = municipality;
    this.transactions = transactions;
    this.photos = new WatchPhotos(municipality);
    this.reports = new WatchReports(municipality, photos);
    this.shredder = shredder;
  }

  @Override
  public WatchCase open(
      By by,
      long household,
      String event,
      WatchCase.Origin origin,
      @Nullable String report,
      With with) {
    Instant now = by.now();
    return transactions.write(c -> {
      requireNoneOpen(c, household, event, -1);
      requireRoom(c, "watch_case", municipality);
      long id =
          1
              + Sql.numberOr(
                  c, 0, "SELECT max(id) FROM watch_case WHERE municipality = ?", municipality);
      WatchCase opened =
          new WatchCase(
              id,
              1,
              household,
              event,
              WatchCase.State.OPEN,
              origin,
              null,
              null,
              now,
              by.actor().name(),
              now);
      Sql.update(
          c,
          "INSERT INTO watch_case (municipality, id, version, household, event, state, origin, report, opened, opened_by, changed) VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?)",
          municipality,
          id,
          household,
          event,
          opened.state().code(),
          origin.code(),
          report,
          Moments.text(now),
          by.actor().name(),
          Moments.text(now));
      note(c, by, opened, "open", null, null, with);
      return opened;
    });
  }

  private void requireNoneOpen(Connection c, long household, String event, long besides)
      throws SQLException {
    Long open =
        Sql.number(
            c,
            "SELECT id FROM watch_case WHERE municipality = ? AND household = ? AND event = ? AND state <> 'settled' AND id <> ?",
            municipality,
            household,
            event,
            besides);
    if (open != null) {
      throw new WatchConflictException(
          "case-open", "the household has an open case for this snowfall already: " + open);
    }
  }

  static void requireRoom(Connection c, String table, String municipality) throws SQLException {
    long there =
        Sql.numberOr(
            c, 0, "SELECT count(*) FROM " + table + " WHERE municipality = ?", municipality);
    if (there >= MOST_CASES) {
      throw new WatchConflictException(
          "watch-full", "%d are kept, which is the most".formatted(there));
    }
  }

  @Override
  public WatchCase step(By by, long id, @Nullable Long expected, CaseStep step, With with) {
    Instant now = by.now();
    return transactions.write(c -> {
      WatchCase before =
          find(c, id).orElseThrow(() -> new NoSuchElementException("there is no case " + id));
      if (expected != null && expected != before.version()) {
        throw new WatchConflictException(
            "case-stale",
            "case %d is at version %d, not %d".formatted(id, before.version(), expected));
      }
      WatchCase after = step.apply(before).stepped(now);
      if (before.isSettled() && !after.isSettled()) {
        requireNoneOpen(c, after.household(), after.event(), id);
      }
      Sql.update(
          c,
          "UPDATE watch_case SET version = ?, state = ?, assignee = ?, follow_up = ?, changed = ? WHERE municipality = ? AND id = ?",
          after.version(),
          after.state().code(),
          after.assignee() == null ? null : after.assignee().text(),
          after.followUp() == null ? null : after.followUp().toString(),
          Moments.text(now),
          municipality,
          id);
      String outcome = step instanceof CaseStep.Visit(var found) ? found.code() : null;
      note(c, by, after, step.code(), outcome, before, with);
      return after;
    });
  }

  /** The line of the history and that of the audit log, which holds numbers only. */
  private void note(
      Connection c,
      By by,
      WatchCase after,
      String step,
      @Nullable String outcome,
      @Nullable WatchCase before,
      With with)
      throws SQLException {
    Photo photo = with.photo();
    if (photo != null) {
      photos.keep(c, photo);
    }
    Sql.update(
        c,
        "INSERT INTO watch_step (municipality, case_id, number, time, actor, step, outcome, note, photo, before, after) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        municipality,
        after.id(),
        after.version(),
        Moments.text(by.now()),
        by.actor().name(),
        step,
        outcome,
        with.note(),
        photo == null ? null : photo.hash(),
        before == null ? null : write(before.standing()),
        write(after.standing()));
    var unused =
        AuditLines.insert(
            c,
            municipality,
            AuditEntry.of(by.now(), by.actor(), AuditEntry.Action.WATCH_CHANGED, by.layer())
                .about(Long.toString(after.household()))
                .with("case", after.id())
                .with("step", step));
  }

  private static String write(Map<String, @Nullable Object> standing) {
    try {
      return JSON.writeValueAsString(standing);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts can always be written", e);
    }
  }

  private static @Nullable Map<String, @Nullable Object> read(@Nullable String standing) {
    try {
      return standing == null
          ? null
          : JSON.readValue(standing, new TypeReference<Map<String, @Nullable Object>>() {});
    } catch (JsonProcessingException e) {
      throw new StoreException("a line of a case's history cannot be read: " + e.getMessage());
    }
  }

  @Override
  public Optional<WatchCase> find(long id) {
    return transactions.read(Transactions.ALLOWED, c -> find(c, id));
  }

  private Optional<WatchCase> find(Connection c, long id) throws SQLException {
    return Rows.select(c, SqlWatchStore::watchCase, CASES + " AND id = ?", municipality, id)
        .stream()
        .findFirst();
  }

  private static WatchCase watchCase(ResultSet row) throws SQLException {
    String assignee = row.getString(7);
    String followUp = row.getString(8);
    return new WatchCase(
        row.getLong(1),
        row.getLong(2),
        row.getLong(3),
        row.getString(4),
        WatchCase.State.ofCode(row.getString(5)),
        WatchCase.Origin.ofCode(row.getString(6)),
        assignee == null ? null : Assignee.parse(assignee),
        followUp == null ? null : LocalDate.parse(followUp),
        Instant.parse(row.getString(9)),
        row.getString(10),
        Instant.parse(row.getString(11)));
  }

  @Override
  public List<CaseEntry> history(long id) {
    return transactions.read(
        Transactions.ALLOWED,
        c ->
            Rows.select(
                c,
                row ->
                    new CaseEntry(
                        row.getInt(1),
                        Instant.parse(row.getString(2)),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6),
                        row.getString(7),
                        read(row.getString(8)),
                        Objects.requireNonNull(read(row.getString(9)))),
                "SELECT number, time, actor, step, outcome, note, photo, before, after FROM watch_step WHERE municipality = ? AND case_id = ? ORDER BY number LIMIT "
                    + HISTORY,
                municipality,
                id));
  }

  @Override
  public List<WatchCase> list(Filter filter, long below, int limit) {
    Rows.checkLimit(limit);
    StringBuilder sql = new StringBuilder(CASES).append(" AND id < ?");
    List<@Nullable Object> values = new ArrayList<>(List.of(municipality, below));
    if (filter.settled() != null) {
      sql.append(filter.settled() ? " AND state = 'settled'" : " AND state <> 'settled'");
    }
    if (filter.assignee() != null) {
      sql.append(" AND assignee = ?");
      values.add(filter.assignee().text());
    }
    if (filter.households() != null) {
      sql.append(" AND household IN (").append(marks(filter.households().size())).append(")");
      values.addAll(filter.households());
    }
    sql.append(" ORDER BY id DESC LIMIT ").append(limit);
    return transactions.read(
        Transactions.ALLOWED,
        c -> Rows.select(c, SqlWatchStore::watchCase, sql.toString(), values.toArray()));
  }

  static String marks(int count) {
    return count == 0 ? "NULL" : "?" + ", ?".repeat(count - 1);
  }

  @Override
  public List<WatchCase> listFor(String event) {
    return transactions.read(
        Transactions.ALLOWED,
        c ->
            Rows.select(
                c,
                SqlWatchStore::watchCase,
                CASES
                    + " AND (state <> 'settled' OR event = ? OR follow_up IS NOT NULL) ORDER BY id DESC LIMIT "
                    + MOST_LISTED,
                municipality,
                event));
  }

  @Override
  public boolean report(
      EntranceReport report, @Nullable Photo photo, int perHour, Instant now, AuditEntry entry) {
    return transactions.write(c -> {
      boolean isNew = reports.add(c, report, photo, perHour, now);
      if (isNew) {
        var unused = AuditLines.insert(c, municipality, entry);
      }
      return isNew;
    });
  }

  @Override
  public Optional<EntranceReport> findReport(String id) {
    return transactions.read(Transactions.ALLOWED, c -> reports.find(c, id));
  }

  @Override
  public List<EntranceReport> listReports(Instant since, Instant before, int limit) {
    return transactions.read(Transactions.ALLOWED, c -> reports.list(c, since, before, limit));
  }

  @Override
  public boolean closeReport(String id, Instant now, AuditEntry entry) {
    return transactions.write(c -> {
      boolean closed = reports.close(c, id, now);
      if (closed) {
        var unused = AuditLines.insert(c, municipality, entry);
      }
      return closed;
    });
  }

  @Override
  public Optional<Photo> findPhoto(String hash) {
    return transactions.read(Transactions.ALLOWED, c -> photos.find(c, hash));
  }

  @Override
  public Set<Long> households() {
    return transactions.read(
        Duration.ofMinutes(2),
        c ->
            Rows.select(
                    c,
                    row -> row.getLong(1),
                    "SELECT DISTINCT household FROM watch_case WHERE municipality = ?",
                    municipality)
                .stream()
                .collect(Collectors.toSet()));
  }

  @Override
  public Cleared forget(Collection<Long> households) {
    List<Long> all = List.copyOf(households);
    long gone = 0;
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      List<Long> some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
      gone += transactions.write(c -> forget(c, some));
    }
    Cleared cleared = shredder.get();
    return new Cleared("%d rows removed, %s".formatted(gone, cleared.told()), cleared.complete());
  }

  private long forget(Connection c, List<Long> households) throws SQLException {
    List<Object> values = new ArrayList<>();
    values.add(municipality);
    values.addAll(households);
    String ofThem = "municipality = ? AND household IN (" + marks(households.size()) + ")";
    long gone =
        reports.remove(
            c,
            Sql.strings(
                c,
                "SELECT report FROM watch_case WHERE report IS NOT NULL AND " + ofThem,
                values.toArray()));
    List<Object> twice = new ArrayList<>(List.of(municipality));
    twice.addAll(values);
    gone +=
        Sql.update(
            c,
            "DELETE FROM watch_step WHERE municipality = ? AND case_id IN (SELECT id FROM watch_case WHERE "
                + ofThem
                + ")",
            twice.toArray());
    gone += Sql.update(c, "DELETE FROM watch_case WHERE " + ofThem, values.toArray());
    return gone + photos.removeUnused(c);
  }

  @Override
  public Optional<String> findHints(long window) {
    return transactions.read(Transactions.ALLOWED, c -> Optional.ofNullable(hints(c, window)));
  }

  private @Nullable String hints(Connection c, long window) throws SQLException {
    return Sql.string(
        c,
        "SELECT body FROM watch_hint WHERE municipality = ? AND time_window = ?",
        municipality,
        window);
  }

  @Override
  public String keepHints(long window, String body) {
    return transactions.write(c -> {
      String there = hints(c, window);
      if (there != null) {
        return there;
      }
      Sql.update(
          c,
          "DELETE FROM watch_hint WHERE municipality = ? AND time_window < ?",
          municipality,
          window);
      Sql.update(
          c,
          "INSERT INTO watch_hint (municipality, time_window, body) VALUES (?, ?, ?)",
          municipality,
          window,
          body);
      return body;
    });
  }
}

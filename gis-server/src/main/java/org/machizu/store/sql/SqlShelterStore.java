package org.machizu.store.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.machizu.access.AuditEntry;
import org.machizu.shelters.Aid;
import org.machizu.shelters.Facility;
import org.machizu.shelters.Pets;
import org.machizu.shelters.ShelterChange;
import org.machizu.shelters.ShelterState;
import org.machizu.shelters.ShelterStore;
import org.machizu.shelters.StaleShelterException;
import org.machizu.shelters.Status;

/**
 * Shelters in SQL: how each stands, and every line of what was said. Numbers are given in {@link
 * Transactions#write}, one transaction at a time, so that they become visible in their order.
 */
public final class SqlShelterStore implements ShelterStore {
  private static final String SAID =
      "version, status, people, is_full, note, facilities, pets, barrier_free, changed, author";

  private static final String STATES =
      "SELECT shelter, " + SAID + " FROM shelter_state WHERE municipality = ? ";

  private static final String CHANGES =
      "SELECT shelter, " + SAID + ", number FROM shelter_change WHERE municipality = ? ";

  private static final int NUMBER = 12;

  private final String municipality;
  private final Transactions transactions;

  public SqlShelterStore(String municipality, Transactions transactions) {
    this.municipality = municipality;
    this.transactions = transactions;
  }

  /** The tables of a data file. */
  public static void createTables(Connection connection) throws SQLException {
    String said =
        "version INTEGER NOT NULL, status TEXT NOT NULL, people INTEGER, is_full INTEGER NOT NULL, note TEXT NOT NULL, facilities TEXT, pets TEXT, barrier_free TEXT, changed TEXT NOT NULL, author TEXT NOT NULL";
    Sql.execute(
        connection,
        "CREATE TABLE shelter_state (municipality TEXT NOT NULL, shelter TEXT NOT NULL, %s, PRIMARY KEY (municipality, shelter))"
            .formatted(said));
    Sql.execute(
        connection,
        "CREATE TABLE shelter_change (municipality TEXT NOT NULL, number INTEGER NOT NULL, shelter TEXT NOT NULL, %s, PRIMARY KEY (municipality, number))"
            .formatted(said));
    Sql.execute(
        connection,
        "CREATE INDEX shelter_change_of ON shelter_change (municipality, shelter, number)");
  }

  @Override
  public Map<String, ShelterState> states() {
    List<Map.Entry<String, ShelterState>> rows =
        transactions.read(
            Transactions.ALLOWED,
            c ->
                Rows.select(
                    c,
                    row -> Map.entry(row.getString(1), state(row)),
                    STATES + "ORDER BY shelter",
                    municipality));
    Map<String, ShelterState> states = new LinkedHashMap<>();
    rows.forEach(row -> states.put(row.getKey(), row.getValue()));
    return states;
  }

  private static ShelterState state(ResultSet row) throws SQLException {
    int people = row.getInt(4);
    boolean counted = !row.wasNull();
    String pets = row.getString(8);
    return new ShelterState(
        row.getLong(2),
        Status.valueOf(row.getString(3)),
        counted ? (Integer) people : null,
        row.getInt(5) != 0,
        row.getString(6),
        set(Facility.class, row.getString(7)),
        pets == null ? null : Pets.valueOf(pets),
        set(Aid.class, row.getString(9)),
        Instant.parse(row.getString(10)),
        row.getString(11));
  }

  private static <E extends Enum<E>> @Nullable Set<E> set(Class<E> type, @Nullable String names) {
    if (names == null) {
      return null;
    }
    Set<E> set = EnumSet.noneOf(type);
    Arrays.stream(names.split(",", -1))
        .filter(name -> !name.isEmpty())
        .map(name -> Enum.valueOf(type, name))
        .forEach(set::add);
    return set;
  }

  private static @Nullable String names(@Nullable Set<? extends Enum<?>> set) {
    return set == null
        ? null
        : set.stream().map(Enum::name).sorted().collect(Collectors.joining(","));
  }

  @Override
  public long last() {
    return transactions.read(Transactions.ALLOWED, this::last);
  }

  private long last(Connection c) throws SQLException {
    return Sql.numberOr(
        c, 0, "SELECT max(number) FROM shelter_change WHERE municipality = ?", municipality);
  }

  private static ShelterChange change(ResultSet row) throws SQLException {
    return new ShelterChange(row.getLong(NUMBER), row.getString(1), state(row));
  }

  @Override
  public List<ShelterChange> since(long number, int limit) {
    Rows.checkLimit(limit);
    return transactions.read(
        Transactions.ALLOWED,
        c ->
            Rows.select(
                c,
                SqlShelterStore::change,
                CHANGES + "AND number > ? ORDER BY number LIMIT ?",
                municipality,
                number,
                limit));
  }

  @Override
  public List<ShelterChange> history(String shelter, long before, int limit) {
    Rows.checkLimit(limit);
    return transactions.read(
        Transactions.ALLOWED,
        c ->
            Rows.select(
                c,
                SqlShelterStore::change,
                CHANGES + "AND shelter = ? AND number < ? ORDER BY number DESC LIMIT ?",
                municipality,
                shelter,
                before,
                limit));
  }

  @Override
  public List<ShelterChange> say(List<Wish> wishes, String by, Instant at, AuditEntry entry) {
    return transactions.write(c -> {
      List<ShelterChange> written = new ArrayList<>();
      long number = last(c);
      for (Wish wish : wishes) {
        ShelterState before = find(c, wish.shelter()).orElse(ShelterState.NEVER);
        Long expected = wish.expected();
        if (expected != null && expected != before.version()) {
          throw new StaleShelterException(wish.shelter(), expected, before.version());
        }
        ShelterState after = wish.next().apply(before).said(before.version() + 1, at, by);
        if (!after.saysTheSame(before)) {
          written.add(new ShelterChange(++number, wish.shelter(), after));
          write(c, written.getLast());
          AuditLines.insert(
              c, municipality, entry.about(wish.shelter()).with("version", after.version()));
        }
      }
      return List.copyOf(written);
    });
  }

  private Optional<ShelterState> find(Connection c, String shelter) throws SQLException {
    return Rows.select(c, SqlShelterStore::state, STATES + "AND shelter = ?", municipality, shelter)
        .stream()
        .findFirst();
  }

  private void write(Connection c, ShelterChange change) throws SQLException {
    ShelterState state = change.state();
    Pets pets = state.pets();
    @Nullable Object[] said = {
      municipality,
      change.shelter(),
      state.version(),
      state.status().name(),
      state.people(),
      Rows.number(state.full()),
      state.note(),
      names(state.facilities()),
      pets == null ? null : pets.name(),
      names(state.barrierFree()),
      Moments.text(Objects.requireNonNull(state.changed())),
      state.by()
    };
    Sql.update(
        c,
        "DELETE FROM shelter_state WHERE municipality = ? AND shelter = ?",
        municipality,
        change.shelter());
    Sql.update(
        c,
        "INSERT INTO shelter_state (municipality, shelter, %s) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            .formatted(SAID),
        said);
    @Nullable Object[] line = Arrays.copyOf(said, said.length + 1);
    line[said.length] = change.number();
    Sql.update(
        c,
        "INSERT INTO shelter_change (municipality, shelter, %s, number) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            .formatted(SAID),
        line);
  }
}

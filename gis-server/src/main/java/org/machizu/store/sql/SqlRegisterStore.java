package org.machizu.store.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.machizu.access.AuditEntry;
import org.machizu.geo.feature.Revision;
import org.machizu.residents.register.RegisterDraft;
import org.machizu.residents.register.RegisterRow;
import org.machizu.residents.register.RegisterStore;
import org.machizu.retention.Cleared;

/** Drafts in SQL. */
public final class SqlRegisterStore implements RegisterStore {
  /** Its tables in a database. */
  public static final List<String> TABLES =
      List.of("machizu.register_draft", "machizu.register_row");

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String DRAFTS =
      "SELECT id, state, created, created_by, residents_revision, households_revision, counts FROM register_draft WHERE municipality = ?";
  private static final String ROWS =
      "SELECT number, kind, resident, household_key, placed, place, candidates, old_values, new_values FROM register_row WHERE municipality = ? AND draft = ?";

  private final String municipality;
  private final Transactions transactions;
  private final Supplier<Cleared> shredder;

  /**
   * @param shredder takes away what is left of rows that were removed
   */
  public SqlRegisterStore(
      String municipality, Transactions transactions, Supplier<Cleared> shredder) {
    this.shredder = shredder;
    this.municipality = municipality;
    this.transactions = transactions;
  }

  @Override
  public void begin(RegisterDraft draft) {
    int unused =
        transactions.write(c -> {
          removeAll(c, draft.id());
          return Sql.update(
              c,
              "INSERT INTO register_draft (municipality, id, state, created, created_by, residents_revision, households_revision, counts) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
              municipality,
              draft.id(),
              RegisterDraft.State.COMPARING.code(),
              Moments.text(draft.created()),
              draft.createdBy(),
              draft.residents().number(),
              draft.households().number(),
              write(draft.counts()));
        });
  }

  private int removeAll(Connection c, String draft) throws SQLException {
    removeRows(c, draft);
    return Sql.update(
        c, "DELETE FROM register_draft WHERE municipality = ? AND id = ?", municipality, draft);
  }

  private void removeRows(Connection c, String draft) throws SQLException {
    Sql.update(
        c, "DELETE FROM register_row WHERE municipality = ? AND draft = ?", municipality, draft);
  }

  @Override
  public void add(String draft, List<RegisterRow> rows) {
    int unused =
        transactions.write(c -> {
          if (Rows.select(c, SqlRegisterStore::draft, DRAFTS + " AND id = ?", municipality, draft)
              .isEmpty()) {
            throw new IllegalStateException(
                "the draft is gone: what it was compared with was purged; compare the extract again");
          }
          for (RegisterRow row : rows) {
            add(c, draft, row);
          }
          return rows.size();
        });
  }

  private void add(Connection c, String draft, RegisterRow row) throws SQLException {
    Sql.update(
        c,
        "INSERT INTO register_row (municipality, draft, number, kind, resident, household_key, placed, place, candidates, old_values, new_values) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        municipality,
        draft,
        row.number(),
        row.kind().code(),
        row.resident(),
        row.household(),
        row.placed().code(),
        row.place(),
        row.candidates().stream().map(String::valueOf).collect(Collectors.joining(" ")),
        row.before() == null ? null : write(row.before()),
        row.after() == null ? null : write(row.after()));
  }

  private static String write(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and numbers can always be written", e);
    }
  }

  private static <T> T read(String text, TypeReference<T> type) {
    try {
      return JSON.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new StoreException("a draft of an extract cannot be read");
    }
  }

  @Override
  public void finish(RegisterDraft draft, AuditEntry entry) {
    int unused =
        transactions.write(c -> {
          AuditLines.insert(c, municipality, entry);
          int finished =
              Sql.update(
                  c,
                  "UPDATE register_draft SET state = ?, counts = ? WHERE municipality = ? AND id = ?",
                  RegisterDraft.State.READY.code(),
                  write(draft.counts()),
                  municipality,
                  draft.id());
          List<String> ids =
              Sql.strings(
                  c,
                  "SELECT id FROM register_draft WHERE municipality = ? ORDER BY created DESC, id",
                  municipality);
          for (String old : ids.subList(Math.min(DRAFTS_KEPT, ids.size()), ids.size())) {
            removeAll(c, old);
          }
          return finished;
        });
  }

  @Override
  public Optional<RegisterDraft> find(String id) {
    return transactions
        .read(
            Transactions.ALLOWED,
            c -> Rows.select(c, SqlRegisterStore::draft, DRAFTS + " AND id = ?", municipality, id))
        .stream()
        .findFirst();
  }

  @Override
  public List<RegisterDraft> list() {
    return transactions.read(
        Transactions.ALLOWED,
        c ->
            Rows.select(
                c, SqlRegisterStore::draft, DRAFTS + " ORDER BY created DESC, id", municipality));
  }

  private static RegisterDraft draft(ResultSet row) throws SQLException {
    return new RegisterDraft(
        row.getString(1),
        RegisterDraft.State.ofCode(row.getString(2)),
        Instant.parse(row.getString(3)),
        row.getString(4),
        new Revision(row.getLong(5)),
        new Revision(row.getLong(6)),
        read(row.getString(7), new TypeReference<Map<String, Long>>() {}));
  }

  @Override
  public List<RegisterRow> rows(
      String draft,
      RegisterRow.@Nullable Kind kind,
      RegisterRow.@Nullable Placed placed,
      int after,
      int limit) {
    Rows.checkLimit(limit);
    StringBuilder sql = new StringBuilder(ROWS).append(" AND number > ?");
    List<Object> values = new ArrayList<>(List.of(municipality, draft, after));
    if (kind != null) {
      sql.append(" AND kind = ?");
      values.add(kind.code());
    }
    if (placed != null) {
      sql.append(" AND placed = ?");
      values.add(placed.code());
    }
    sql.append(" ORDER BY number LIMIT ").append(limit);
    return transactions.read(
        Transactions.ALLOWED,
        c -> Rows.select(c, SqlRegisterStore::row, sql.toString(), values.toArray()));
  }

  @Override
  public Optional<RegisterRow> findRow(String draft, int number) {
    return transactions
        .read(
            Transactions.ALLOWED,
            c ->
                Rows.select(
                    c,
                    SqlRegisterStore::row,
                    ROWS + " AND number = ?",
                    municipality,
                    draft,
                    number))
        .stream()
        .findFirst();
  }

  private static RegisterRow row(ResultSet row) throws SQLException {
    long place = row.getLong(6);
    boolean placed = !row.wasNull();
    String candidates = row.getString(7);
    return new RegisterRow(
        row.getInt(1),
        RegisterRow.Kind.ofCode(row.getString(2)),
        row.getString(3),
        row.getString(4),
        RegisterRow.Placed.ofCode(row.getString(5)),
        placed ? (Long) place : null,
        candidates == null || candidates.isEmpty()
            ? List.of()
            : Arrays.stream(candidates.split(" ")).map(Long::valueOf).toList(),
        values(row.getString(8)),
        values(row.getString(9)));
  }

  private static @Nullable Map<String, @Nullable Object> values(@Nullable String text) {
    return text == null ? null : read(text, new TypeReference<Map<String, @Nullable Object>>() {});
  }

  @Override
  public boolean settle(String draft, int number, @Nullable Long place, AuditEntry entry) {
    return transactions.write(c -> {
      int settled =
          Sql.update(
              c,
              "UPDATE register_row SET placed = ?, place = ? WHERE municipality = ? AND draft = ? AND number = ? AND placed <> '' AND EXISTS (SELECT 1 FROM register_draft d WHERE d.municipality = ? AND d.id = ? AND d.state = ?)",
              RegisterRow.Placed.SETTLED.code(),
              place,
              municipality,
              draft,
              number,
              municipality,
              draft,
              RegisterDraft.State.READY.code());
      if (settled > 0) {
        AuditLines.insert(c, municipality, entry);
      }
      return settled > 0;
    });
  }

  @Override
  public void applied(String draft, AuditEntry entry) {
    int unused =
        transactions.write(c -> {
          removeRows(c, draft);
          AuditLines.insert(c, municipality, entry);
          return Sql.update(
              c,
              "UPDATE register_draft SET state = ? WHERE municipality = ? AND id = ?",
              RegisterDraft.State.APPLIED.code(),
              municipality,
              draft);
        });
  }

  @Override
  public Cleared forget(Collection<String> drafts) {
    int gone =
        transactions.write(c -> {
          int removed = 0;
          for (String draft : drafts) {
            removed += removeAll(c, draft);
          }
          return removed;
        });
    Cleared cleared = shredder.get();
    return new Cleared("%d drafts removed, %s".formatted(gone, cleared.told()), cleared.complete());
  }

  @Override
  public boolean remove(String draft, AuditEntry entry) {
    return transactions.write(c -> {
      boolean removed = removeAll(c, draft) > 0;
      if (removed) {
        AuditLines.insert(c, municipality, entry);
      }
      return removed;
    });
  }
}

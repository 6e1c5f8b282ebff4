package org.machizu.store.sql;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.machizu.access.AuditEntry;
import org.machizu.config.Secret;
import org.machizu.http.Json;
import org.machizu.outbox.RecipientJson;
import org.machizu.outbox.RecipientStore;
import org.machizu.outbox.StaleRecipientException;
import org.machizu.sensors.notify.Recipient;

/** Those who are told of alerts in SQL. */
public final class SqlRecipientStore implements RecipientStore {
  private static final String SELECT =
      "SELECT id, version, body, secret FROM outbox_recipient WHERE municipality = ? ";

  private final String municipality;
  private final Transactions transactions;

  public SqlRecipientStore(String municipality, Transactions transactions) {
    this.municipality = municipality;
    this.transactions = transactions;
  }

  @Override
  public List<Kept> all() {
    return transactions.read(Transactions.ALLOWED, c -> select(c, "ORDER BY id LIMIT " + MOST));
  }

  @Override
  public Optional<Kept> find(String id) {
    return transactions.read(Transactions.ALLOWED, c -> find(c, id));
  }

  private Optional<Kept> find(Connection c, String id) throws SQLException {
    return select(c, "AND id = ?", id).stream().findFirst();
  }

  private List<Kept> select(Connection c, String rest, Object... more) throws SQLException {
    List<Object> values = new ArrayList<>(List.of(municipality));
    values.addAll(List.of(more));
    return Rows.select(c, SqlRecipientStore::kept, SELECT + rest, values.toArray());
  }

  @Override
  public List<Change> changes(String id) {
    return transactions.read(
        Transactions.ALLOWED,
        c ->
            Rows.select(
                c,
                SqlRecipientStore::change,
                "SELECT version, recorded, author, reason, changed, body, recipient FROM outbox_recipient_change WHERE municipality = ? AND recipient = ? ORDER BY version DESC LIMIT "
                    + MOST_CHANGES,
                municipality,
                id));
  }

  @Override
  public Optional<Kept> put(
      Recipient recipient, @Nullable Secret secret, @Nullable Long expected, AuditEntry entry) {
    return transactions.write(c -> {
      Optional<Kept> before = find(c, recipient.id());
      check(recipient.id(), before, expected);
      if (before.isEmpty() && isFull(c)) {
        return Optional.empty();
      }
      List<String> changed =
          new ArrayList<>(
              RecipientJson.changed(before.map(Kept::recipient).orElse(null), recipient));
      if (secret != null) {
        changed.add("secret");
      }
      if (before.isPresent() && changed.isEmpty()) {
        return before;
      }
      Secret kept = secret == null ? before.map(Kept::secret).orElse(null) : secret;
      long version = next(c, recipient.id(), before);
      String body = new String(Json.bytes(RecipientJson.write(recipient)), StandardCharsets.UTF_8);
      int unused =
          Sql.update(
              c,
              "INSERT INTO outbox_recipient (municipality, id, version, body, secret) VALUES (?, ?, ?, ?, CAST(? AS TEXT)) ON CONFLICT (municipality, id) DO UPDATE SET version = excluded.version, body = excluded.body, secret = excluded.secret",
              municipality,
              recipient.id(),
              version,
              body,
              kept == null ? null : kept.reveal());
      note(c, recipient.id(), version, changed, body, entry.with("step", stepOf(before)));
      return Optional.of(new Kept(recipient, version, kept));
    });
  }

  private static String stepOf(Optional<Kept> before) {
    return before.isPresent() ? "changed" : "added";
  }

  private static void check(String id, Optional<Kept> before, @Nullable Long expected) {
    long version = before.map(Kept::version).orElse(0L);
    if (expected != null && expected != version) {
      throw new StaleRecipientException(id, expected, version);
    }
  }

  /** A tag of one who was removed must not fit the one who comes back. */
  private long next(Connection c, String id, Optional<Kept> before) throws SQLException {
    return 1
        + Math.max(
            before.map(Kept::version).orElse(0L),
            Sql.numberOr(
                c,
                0,
                "SELECT max(version) FROM outbox_recipient_change WHERE municipality = ? AND recipient = ?",
                municipality,
                id));
  }

  private void note(
      Connection c,
      String id,
      long version,
      List<String> changed,
      @Nullable String body,
      AuditEntry entry)
      throws SQLException {
    String members = String.join(" ", changed);
    Sql.update(
        c,
        "INSERT INTO outbox_recipient_change (municipality, recipient, version, recorded, author, reason, changed, body) VALUES (?, ?, ?, ?, ?, ?, ?, CAST(? AS TEXT))",
        municipality,
        id,
        version,
        Moments.text(entry.time()),
        entry.actor(),
        entry.reason() == null ? "" : entry.reason(),
        members,
        body);
    Sql.update(
        c,
        "DELETE FROM outbox_recipient_change WHERE municipality = ? AND recipient = ? AND version <= ?",
        municipality,
        id,
        version - MOST_CHANGES);
    AuditLines.insert(c, municipality, entry.with("version", version).with("changed", members));
  }

  private boolean isFull(Connection c) throws SQLException {
    return Sql.numberOr(
            c, 0, "SELECT count(*) FROM outbox_recipient WHERE municipality = ?", municipality)
        >= MOST;
  }

  @Override
  public boolean remove(String id, @Nullable Long expected, AuditEntry entry) {
    return transactions.write(c -> {
      Optional<Kept> before = find(c, id);
      if (before.isEmpty()) {
        return false;
      }
      check(id, before, expected);
      Sql.update(
          c, "DELETE FROM outbox_recipient WHERE municipality = ? AND id = ?", municipality, id);
      note(c, id, next(c, id, before), List.of(), null, entry.with("step", "removed"));
      return true;
    });
  }

  @Override
  public int forgetChanges(Instant before) {
    return transactions.writeBlind(c ->
        Sql.update(
            c,
            "DELETE FROM outbox_recipient_change WHERE municipality = ? AND recorded < ?",
            municipality,
            Moments.text(before)));
  }

  private static Change change(ResultSet row) throws SQLException {
    String changed = row.getString(5);
    String body = row.getString(6);
    return new Change(
        row.getLong(1),
        Instant.parse(row.getString(2)),
        row.getString(3),
        row.getString(4),
        body == null ? null : recipient(row.getString(7), body),
        changed.isEmpty() ? List.of() : List.of(changed.split(" ")));
  }

  private static Kept kept(ResultSet row) throws SQLException {
    String secret = row.getString(4);
    return new Kept(
        recipient(row.getString(1), row.getString(3)),
        row.getLong(2),
        secret == null ? null : new Secret(secret));
  }

  private static Recipient recipient(String id, String body) {
    return RecipientJson.read(id, Json.object(body.getBytes(StandardCharsets.UTF_8)));
  }
}

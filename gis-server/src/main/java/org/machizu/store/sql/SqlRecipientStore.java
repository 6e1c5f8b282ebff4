package org.machizu.store.sql;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
  public Optional<Kept> put(Recipient recipient, @Nullable Secret secret, @Nullable Long expected) {
    return transactions.write(c -> {
      Optional<Kept> before = find(c, recipient.id());
      long version = before.map(Kept::version).orElse(0L);
      if (expected != null && expected != version) {
        throw new StaleRecipientException(recipient.id(), expected, version);
      }
      if (before.isEmpty() && isFull(c)) {
        return Optional.empty();
      }
      Secret kept = secret == null ? before.map(Kept::secret).orElse(null) : secret;
      int unused =
          Sql.update(
              c,
              "INSERT INTO outbox_recipient (municipality, id, version, body, secret) VALUES (?, ?, ?, ?, CAST(? AS TEXT)) ON CONFLICT (municipality, id) DO UPDATE SET version = excluded.version, body = excluded.body, secret = excluded.secret",
              municipality,
              recipient.id(),
              version + 1,
              new String(Json.bytes(RecipientJson.write(recipient)), StandardCharsets.UTF_8),
              kept == null ? null : kept.reveal());
      return Optional.of(new Kept(recipient, version + 1, kept));
    });
  }

  private boolean isFull(Connection c) throws SQLException {
    return Sql.numberOr(
            c, 0, "SELECT count(*) FROM outbox_recipient WHERE municipality = ?", municipality)
        >= MOST;
  }

  @Override
  public boolean remove(String id) {
    return transactions.write(c ->
        Sql.update(
            c, "DELETE FROM outbox_recipient WHERE municipality = ? AND id = ?", municipality, id))
        > 0;
  }

  private static Kept kept(ResultSet row) throws SQLException {
    byte[] body = row.getString(3).getBytes(StandardCharsets.UTF_8);
    String secret = row.getString(4);
    return new Kept(
        RecipientJson.read(row.getString(1), Json.object(body)),
        row.getLong(2),
        secret == null ? null : new Secret(secret));
  }
}

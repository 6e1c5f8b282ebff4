package org.machizu.store.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.machizu.federation.HarvestStore;
import org.machizu.federation.Mount;
import org.machizu.federation.ServerState;

/** Other servers and the layers that are theirs, in SQL. */
public final class SqlHarvestStore implements HarvestStore {
  private final String municipality;
  private final Transactions transactions;

  public SqlHarvestStore(String municipality, Transactions transactions) {
    this.municipality = municipality;
    this.transactions = transactions;
  }

  /** The tables of a data file. */
  public static void createTables(Connection connection) throws SQLException {
    Sql.execute(
        connection,
        "CREATE TABLE remote_server (municipality TEXT NOT NULL, id TEXT NOT NULL, tried TEXT, reached TEXT, fault TEXT, PRIMARY KEY (municipality, id))");
    Sql.execute(
        connection,
        "CREATE TABLE remote_mount (municipality TEXT NOT NULL, layer TEXT NOT NULL, server TEXT NOT NULL, collection TEXT NOT NULL, revision TEXT, description TEXT NOT NULL, harvested TEXT, features INTEGER NOT NULL, fault TEXT, PRIMARY KEY (municipality, layer))");
  }

  @Override
  public boolean claim(String server, Instant now, Instant before) {
    return transactions.write(c ->
        Sql.update(
                c,
                "INSERT INTO remote_server (municipality, id, tried) VALUES (?, ?, ?) ON CONFLICT (municipality, id) DO UPDATE SET tried = excluded.tried WHERE remote_server.tried IS NULL OR remote_server.tried <= ?",
                municipality,
                server,
                Moments.text(now),
                Moments.text(before))
            > 0);
  }

  @Override
  public void save(ServerState state) {
    transactions.write(c ->
        Sql.update(
            c,
            "INSERT INTO remote_server (municipality, id, tried, reached, fault) VALUES (?, ?, ?, ?, ?) ON CONFLICT (municipality, id) DO UPDATE SET tried = excluded.tried, reached = excluded.reached, fault = excluded.fault",
            municipality,
            state.server(),
            text(state.tried()),
            text(state.reached()),
            state.fault()));
  }

  @Override
  public List<ServerState> servers() {
    return transactions.read(
        Transactions.ALLOWED,
        c ->
            Rows.select(
                c,
                row ->
                    new ServerState(
                        row.getString(1), moment(row, 2), moment(row, 3), row.getString(4)),
                "SELECT id, tried, reached, fault FROM remote_server WHERE municipality = ? ORDER BY id",
                municipality));
  }

  @Override
  public void save(Mount mount) {
    transactions.write(c ->
        Sql.update(
            c,
            "INSERT INTO remote_mount (municipality, layer, server, collection, revision, description, harvested, features, fault) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (municipality, layer) DO UPDATE SET server = excluded.server, collection = excluded.collection, revision = excluded.revision, description = excluded.description, harvested = excluded.harvested, features = excluded.features, fault = excluded.fault",
            municipality,
            mount.layer(),
            mount.server(),
            mount.collection(),
            mount.revision(),
            mount.description(),
            text(mount.harvested()),
            mount.features(),
            mount.fault()));
  }

  @Override
  public List<Mount> mounts() {
    return transactions.read(
        Transactions.ALLOWED,
        c ->
            Rows.select(
                c,
                SqlHarvestStore::mount,
                "SELECT layer, server, collection, revision, description, harvested, features, fault FROM remote_mount WHERE municipality = ? ORDER BY layer",
                municipality));
  }

  private static Mount mount(ResultSet row) throws SQLException {
    return new Mount(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        moment(row, 6),
        row.getLong(7),
        row.getString(8));
  }

  private static @Nullable String text(@Nullable Instant moment) {
    return moment == null ? null : Moments.text(moment);
  }

  private static @Nullable Instant moment(ResultSet row, int column) throws SQLException {
    String text = row.getString(column);
    return text == null ? null : Instant.parse(text);
  }
}

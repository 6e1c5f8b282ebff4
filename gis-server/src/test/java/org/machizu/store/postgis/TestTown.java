package org.machizu.store.postgis;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.machizu.layers.StoreFixture;
import org.machizu.store.TownStore;
import org.machizu.store.sql.Sql;

/** A town in a database of its own, with one server or several. */
final class TestTown implements AutoCloseable {
  private final Address address = Cluster.shared().newDatabase();
  private final List<TownDatabase> servers = new ArrayList<>();
  private final Clock clock;

  TestTown() {
    this(Clock.systemUTC());
  }

  TestTown(Clock clock) {
    this.clock = clock;
    open();
  }

  Address address() {
    return address;
  }

  /** A further server. */
  TownDatabase open() {
    TownDatabase server = TownDatabase.open(address, StoreFixture.MUNICIPALITY, clock);
    servers.add(server);
    return server;
  }

  /** What the first server offers. */
  TownStore operations() {
    return servers.getFirst();
  }

  /** As after a restart of all servers. */
  void reopen() {
    servers.forEach(TownDatabase::close);
    servers.clear();
    open();
  }

  /** As psql has it; operational tables have their bare names. */
  Connection connect() throws SQLException {
    Connection connection = Cluster.shared().connect(address);
    Sql.execute(connection, "SET search_path = machizu, public");
    return connection;
  }

  @Override
  public void close() {
    servers.forEach(TownDatabase::close);
    Cluster.shared().drop(address);
  }
}

package org.machizu.server;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.machizu.store.postgis.Address;
import org.machizu.store.postgis.Cluster;

/** {@link FloodContract} for a town in a database. */
class FloodBesideDatabaseTest extends FloodContract {
  private Address address;

  @BeforeEach
  void makeDatabase() {
    address = Cluster.shared().newDatabase();
  }

  @AfterEach
  void dropDatabase() {
    Cluster.shared().drop(address);
  }

  @Override
  Map<String, String> environment() {
    return Map.of("MACHIZU_DB_URL", address.url(), "MACHIZU_DB_USER", address.user());
  }
}

package org.machizu.server;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.machizu.store.postgis.Address;
import org.machizu.store.postgis.Cluster;

/** {@link GaugeFaultsContract} for a town in a database, which is stopped and started too. */
class GaugeFaultsBesideDatabaseTest extends GaugeFaultsContract {
  private Cluster cluster;
  private Address address;

  @BeforeEach
  void start() {
    cluster = Cluster.start("on");
    cluster.prepare();
    address = cluster.newDatabase();
  }

  @Override
  Map<String, String> environment() {
    return Map.of("MACHIZU_DB_URL", address.url(), "MACHIZU_DB_USER", address.user());
  }

  @Override
  String storeFault() {
    return "database stopped at once and started again";
  }

  @Override
  void troubleStore(Trial meanwhile) throws Exception {
    cluster.stop("immediate");
    meanwhile.run();
    cluster.start();
  }
}

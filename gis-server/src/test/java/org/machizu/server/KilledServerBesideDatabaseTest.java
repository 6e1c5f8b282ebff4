package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.machizu.store.postgis.Address;
import org.machizu.store.postgis.Cluster;
import org.machizu.store.sql.Sql;

/** {@link KillContract} for the store in a database, which syncs to its disk as a town's does. */
class KilledServerBesideDatabaseTest extends KillContract {
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
  void assertSound() throws Exception {
    try (Connection admin = cluster.connect(address)) {
      assertThat(Sql.strings(admin, "SELECT layer FROM machizu.outside")).isEmpty();
      // Each revision has its audit line, and none is without one.
      assertThat(
              Sql.number(
                  admin,
                  "SELECT (SELECT count(*) FROM machizu.revision) - (SELECT count(*) FROM machizu.machizu_audit WHERE details LIKE '%\"revision\"%' AND action <> 'EXPORTED')"))
          .isZero();
      for (String epoch :
          Sql.strings(admin, "SELECT id FROM machizu.epoch WHERE state = 'current'")) {
        String tables = "machizu_layers.e" + epoch;
        assertThat(
                Sql.number(
                    admin,
                    "SELECT count(*) FROM %1$s_version v WHERE NOT EXISTS (SELECT FROM %1$s_content c WHERE c.fid = v.fid) OR NOT EXISTS (SELECT FROM machizu.revision r WHERE r.revision = v.revision)"
                        .formatted(tables)))
            .as("versions of %s", tables)
            .isZero();
      }
    }
  }
}

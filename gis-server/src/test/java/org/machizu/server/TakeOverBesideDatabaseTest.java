package org.machizu.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.machizu.store.postgis.Address;
import org.machizu.store.postgis.Cluster;
import org.machizu.store.sql.Sql;

/** {@link TakeOverContract} for several servers beside one database. */
class TakeOverBesideDatabaseTest extends TakeOverContract {
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
  int many() {
    return 60_000;
  }

  @Override
  Map<String, String> environment() {
    return Map.of("MACHIZU_DB_URL", address.url(), "MACHIZU_DB_USER", address.user());
  }

  @Override
  ServerProcess killAndReplace(ServerProcess frozen) throws Exception {
    ServerProcess second = start("second");
    frozen.kill();
    return second;
  }

  @Override
  ServerProcess stopAndReplace(ServerProcess running) throws Exception {
    ServerProcess second = start("second");
    running.stop();
    return second;
  }

  @Override
  long lines(String action, String layer) throws Exception {
    return number(
        "SELECT count(*) FROM machizu.machizu_audit WHERE action = '%s' AND subject = '%s'"
            .formatted(action, layer));
  }

  @Override
  long uploads() throws Exception {
    return number("SELECT count(*) FROM machizu.job_file WHERE role = 'INPUT'");
  }

  private long number(String sql) throws Exception {
    try (Connection connection = Cluster.shared().connect(address)) {
      return Sql.numberOr(connection, -1, sql);
    }
  }

  /** Asleep amid a transaction it would keep everybody waiting for its locks. */
  private void sleepBetweenTransactions(ServerProcess server) throws Exception {
    while (true) {
      signal(server, "STOP");
      List<String> open = openTransactions();
      LockSupport.parkNanos(200_000_000);
      open.retainAll(openTransactions());
      if (open.isEmpty()) {
        return;
      }
      signal(server, "CONT");
      LockSupport.parkNanos(50_000_000);
    }
  }

  /** Those that wait for their server, by process and beginning. */
  private List<String> openTransactions() throws Exception {
    try (Connection connection = Cluster.shared().connect(address)) {
      return new ArrayList<>(
          Sql.strings(
              connection,
              "SELECT pid || ' ' || xact_start FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'"));
    }
  }

  /** It is asleep for longer than a server may be silent, and never learns of it. */
  @Test
  void aServerThatComesBackWhenAnotherHasItsJobPublishesNothing() throws Exception {
    try (ServerProcess first = start("first");
        ServerProcess second = start("second")) {
      Caller clerk = second.clerk();
      sleepBetweenTransactions(second); // only the first is there to take the job
      String job = beginImport(first);
      signal(first, "STOP");
      signal(second, "CONT");
      String result = clerk.ended(job).toString();
      long revisions = number("SELECT count(*) FROM machizu.revision WHERE layer = 'fresh'");
      signal(first, "CONT");

      Caller again = first.clerk();
      while (!first.log().contains("another server's")) {
        LockSupport.parkNanos(50_000_000);
      }
      assertThat(again.get(job).text()).contains("\"done\"");
      assertThat(again.ended(job).toString()).isEqualTo(result);
      assertThat(lines("IMPORTED", "fresh")).isEqualTo(1);
      assertThat(number("SELECT count(*) FROM machizu.revision WHERE layer = 'fresh'"))
          .isEqualTo(revisions);
    }
  }
}

package org.machizu.store.postgis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.machizu.geo.feature.Feature;
import org.machizu.layers.Change;
import org.machizu.layers.FeatureVersion;
import org.machizu.layers.HistoryQuery;
import org.machizu.layers.ParcelTesting;
import org.machizu.layers.StoreBusyException;
import org.machizu.layers.StoreFixture;
import org.machizu.layers.StoreUnavailableException;
import org.machizu.store.sql.Sql;

/** What a database can do to its servers, and that they go on by themselves. */
class DatabaseFaultsTest extends ParcelTesting {
  @Override
  protected StoreFixture openStore() {
    return new PostgisFixture();
  }

  private Address address() {
    return ((PostgisFixture) store).address();
  }

  private void administrate(String sql) throws SQLException {
    try (Connection admin = Cluster.shared().connect(address())) {
      Sql.execute(admin, sql);
    }
  }

  /** As when the database is restarted: nobody's connection is left. */
  private void endConnections() throws SQLException {
    administrate(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
  }

  @Test
  void connectionsThatAreCutOffAreReplaced() throws Exception {
    create("parcels", PARCELS);
    long id = add("parcels", lot(1), parcel("a", 1L));
    endConnections();

    boolean again = false;
    while (!again) { // a connection that the pool held may be met once
      try {
        apply("parcels", new Change.Update(id, null, null, values("area", 2L)));
        again = true;
      } catch (StoreUnavailableException e) {
        assertThat(e.reason()).isEqualTo(StoreUnavailableException.Reason.UNAVAILABLE);
      }
    }
    assertThat(get("parcels", id).get("area")).isEqualTo(2L);
    assertThat(history("parcels", id)).hasSize(2);
  }

  @Test
  void aReadOnlyCopyIsReadAndRefusesToWrite() throws Exception {
    create("parcels", PARCELS);
    long id = add("parcels", lot(1), parcel("a", 1L));
    administrate(
        "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET default_transaction_read_only = on', current_database()); END $$");
    endConnections();

    assertThatThrownBy(
            () -> {
              while (true) {
                try {
                  apply("parcels", new Change.Update(id, null, null, values("area", 2L)));
                  return;
                } catch (StoreUnavailableException e) {
                  if (e.reason() != StoreUnavailableException.Reason.UNAVAILABLE) {
                    throw e;
                  }
                }
              }
            })
        .isInstanceOfSatisfying(
            StoreUnavailableException.class,
            e -> assertThat(e.reason()).isEqualTo(StoreUnavailableException.Reason.READ_ONLY));
    assertThat(get("parcels", id).get("area")).isEqualTo(1L);
  }

  @Test
  void whoFindsNoFreeConnectionIsToldToTryAgain() {
    Address few = new Address(address().url(), address().user(), "", 4);
    try (Database database = Database.open(few, StoreFixture.MUNICIPALITY)) {
      List<Database.Reading> held = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        held.add(database.begin(Duration.ofSeconds(30)));
      }
      assertThatThrownBy(() -> database.begin(Duration.ofSeconds(30)))
          .isInstanceOf(StoreBusyException.class);
      held.forEach(Database.Reading::close);
      String one = database.read(Duration.ofSeconds(30), c -> Sql.string(c, "SELECT '1'"));
      assertThat(one).isEqualTo("1");
    }
  }

  @Test
  void whatAnotherProgramHoldsIsWaitedForAndThenRefused() throws Exception {
    create("parcels", PARCELS);
    long held = add("parcels", lot(1), parcel("held", 1L));
    long free = add("parcels", lot(2), parcel("free", 1L));
    try (Connection other = Cluster.shared().connect(address())) {
      other.setAutoCommit(false);
      Sql.execute(other, "UPDATE town_01585.parcels SET area = 9 WHERE lot = 'held'");
      assertThatThrownBy(
              () -> apply("parcels", new Change.Update(held, null, null, values("area", 2L))))
          .isInstanceOf(StoreBusyException.class)
          .hasMessageContaining("QGIS");
      apply("parcels", new Change.Update(free, null, null, values("area", 3L)));
      other.rollback();
    }
    apply("parcels", new Change.Update(held, null, null, values("area", 2L)));
    assertThat(column(all("parcels"), "area")).containsExactly(2L, 3L);
  }

  @Test
  void aClockThatJumpsBackPutsNoChangeBeforeTheOneItFollows() {
    stopTime();
    create("parcels", PARCELS);
    long id = add("parcels", lot(1), parcel("a", 1L));
    Feature before = get("parcels", id);
    clock.advanceSeconds(-86_400);
    apply("parcels", new Change.Update(id, before.version(), null, values("area", 2L)));

    List<FeatureVersion> life =
        store.features().history(view("parcels"), HistoryQuery.of(id, 10)).changes();
    assertThat(life).hasSize(2);
    assertThat(life.get(0).time()).isAfterOrEqualTo(life.get(1).time());
  }
}

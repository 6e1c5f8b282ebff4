package org.machizu.store.postgis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.machizu.geo.feature.LayerId;
import org.machizu.geo.feature.Revision;
import org.machizu.layers.StoreBusyException;
import org.machizu.retention.Cleared;
import org.machizu.search.Scope;
import org.machizu.search.SearchIndex;
import org.machizu.search.SearchIndex.Building;
import org.machizu.search.SearchIndex.Lookup;
import org.machizu.search.SearchIndex.Match;
import org.machizu.search.SearchIndexContract;
import org.machizu.store.sql.Sql;
import org.machizu.store.sql.StoreException;

class PostgisSearchIndexTest extends SearchIndexContract {
  private static final Revision TWO = new Revision(2);

  private Address address;
  private Database database;
  private Database other;
  private PostgisSearchIndex index;

  @BeforeEach
  void open() {
    address = Cluster.shared().newDatabase();
    Migrations.run(address);
    connect();
  }

  private void connect() {
    database = Database.open(address, "01585");
    other = Database.open(address, "01585");
    index = new PostgisSearchIndex(database);
  }

  @AfterEach
  void close() {
    disconnect();
    Cluster.shared().drop(address);
  }

  private void disconnect() {
    database.close();
    other.close();
  }

  @Override
  protected SearchIndex index() {
    return index;
  }

  @Override
  protected void reopen() {
    disconnect();
    connect();
  }

  private SearchIndex otherServer() {
    return new PostgisSearchIndex(other);
  }

  private long rows(String table) throws Exception {
    try (Connection connection = Cluster.shared().connect(address)) {
      return Sql.numberOr(connection, -1, "SELECT count(*) FROM machizu.search_" + table);
    }
  }

  @Test
  void whatOneServerHasIndexedTheOthersFind() {
    fill(PARCELS, named(1, "役場"));
    assertThat(otherServer().list()).containsOnlyKeys(PARCELS);
    assertThat(idsOf(otherServer(), "役場")).containsExactly(1L);
    otherServer().drop(PARCELS);
    assertThat(idsOf(index, "役場")).isEmpty();
  }

  @Test
  void oneServerBuildsALayerAndTheOtherFindsItDone() throws Exception {
    Building first = index.build(PARCELS, TWO).orElseThrow();
    try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
      Future<Boolean> second = thread.submit(() -> otherServer().build(PARCELS, TWO).isPresent());
      waitUntil(() -> connections("wait_event = 'advisory'") == 1);
      first.add(named(1, "役場"));
      first.finish(TWO);
      first.close();
      assertThat(second.get(10, TimeUnit.SECONDS)).isFalse();
    }
    assertThat(rows("scope")).isEqualTo(1);
  }

  @Test
  void whoDoesNotGetATurnIsToldToComeAgain() {
    try (Building first = index.build(PARCELS, TWO).orElseThrow()) {
      assertThatThrownBy(() -> otherServer().build(PARCELS, TWO))
          .isInstanceOf(StoreBusyException.class);
      otherServer().build(PIPES, TWO).orElseThrow().close();
      first.finish(TWO);
    }
  }

  @Test
  void whatADeadServerWasBuildingIsThrownAwayAndSomebodyElseBuildsIt() throws Exception {
    Building unfinished = otherServer().build(PIPES, TWO).orElseThrow();
    for (int id = 1; id <= 2500; id++) {
      unfinished.add(named(id, "管" + id));
    }
    assertThat(rows("entry")).isEqualTo(2000);
    fill(PARCELS, named(1, "役場"));
    assertThat(rows("entry")).as("another's work is left alone").isEqualTo(2001);

    killConnectionsThatHoldATurn();
    try (Building again = index.build(PIPES, TWO).orElseThrow()) {
      again.add(named(7, "管7"));
      again.finish(TWO);
    }
    assertThat(rows("entry")).isEqualTo(2);
    assertThat(rows("scope")).isEqualTo(2);
    assertThatThrownBy(() -> unfinished.finish(TWO))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("thrown away");
    assertThat(rows("entry")).isEqualTo(2);
  }

  @Test
  void townsOfOneDatabaseDoNotFindEachOthers() {
    fill(PARCELS, named(1, "役場"));
    try (Database neighbour = Database.open(address, "01586")) {
      SearchIndex theirs = new PostgisSearchIndex(neighbour);
      assertThat(theirs.list()).isEmpty();
      assertThat(idsOf(theirs, "役場")).isEmpty();
      Scope parcels = new Scope(new LayerId("01586", "parcels"), "all", "names");
      try (Building building = theirs.build(parcels, TWO).orElseThrow()) {
        building.add(named(5, "役場"));
        building.finish(TWO);
      }
      assertThat(
              theirs.find(List.of(parcels), new Lookup(List.of("役場"), ""), null).stream()
                  .map(Match::id))
          .containsExactly(5L);
    }
    assertThat(idsOf(index, "役場")).containsExactly(1L);
    assertThat(index.list()).containsOnlyKeys(PARCELS);
  }

  @Test
  void afterAPurgeNoByteIsLeftInTheTablesFiles() throws Exception {
    fill(PARCELS, named(1, "役場"), named(2, "秘密庵", "秘密名"), lot(3, "本町", "777-9"));
    assertThat(filesHold("秘密")).isTrue();
    assertThat(filesHold("777-9")).isTrue();
    index.update(PARCELS, List.of(), Set.of(2L, 3L), TWO);

    String done = index.purge().purge(PARCELS.layer(), TWO).told();
    assertThat(done).isEqualTo("rewritten");
    assertThat(filesHold("秘密")).isFalse();
    assertThat(filesHold("777-9")).isFalse();
    assertThat(filesHold("役場")).isTrue();
    assertThat(idsOf(index, "役場")).containsExactly(1L);
  }

  @Test
  void rowsThatAReadFromBeforeStillSeesAreTold() {
    fill(PARCELS, named(1, "役場"), named(2, "秘密庵"));
    try (Database.Reading reading = other.begin(Duration.ofSeconds(30))) {
      long seen = reading.run(c -> Sql.numberOr(c, 0, "SELECT count(*) FROM machizu.search_entry"));
      assertThat(seen).isEqualTo(2);
      index.update(PARCELS, List.of(), Set.of(2L), TWO);
      // The read holds no lock on the words, so the tables are rewritten, with what it may see.
      Cleared held = index.purge().purge(PARCELS.layer(), TWO);
      assertThat(held.told()).contains("left for reads");
      assertThat(held.complete()).as("it has to be done again").isFalse();
    }
    assertThat(index.purge().purge(PARCELS.layer(), TWO)).isEqualTo(new Cleared("rewritten", true));
  }

  private List<Long> idsOf(SearchIndex asked, String word) {
    return asked.find(List.of(PARCELS), new Lookup(List.of(word), ""), null).stream()
        .map(Match::id)
        .toList();
  }

  private long connections(String condition) throws Exception {
    try (Connection connection = Cluster.shared().connect(address)) {
      return Sql.numberOr(
          connection,
          -1,
          "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND "
              + condition);
    }
  }

  private void killConnectionsThatHoldATurn() throws Exception {
    try (Connection connection = Cluster.shared().connect(address)) {
      Sql.strings(
          connection,
          "SELECT pg_terminate_backend(pid)::text FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())");
    }
    waitUntil(
        () -> connections("pid IN (SELECT pid FROM pg_locks WHERE locktype = 'advisory')") == 0);
  }

  private static void waitUntil(Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!condition.call()) {
      assertThat(System.nanoTime()).as("waited too long").isLessThan(end);
      LockSupport.parkNanos(10_000_000);
    }
  }

  /** Looks into the files of all tables and indexes of the search, as they lie on the disk. */
  private boolean filesHold(String text) throws Exception {
    try (Connection connection = Cluster.shared().connect(address)) {
      Sql.execute(connection, "CHECKPOINT");
      return Sql.numberOr(
              connection,
              0,
              """
              SELECT count(*) FROM pg_class c WHERE c.relkind IN ('r', 'i', 't')
              AND (c.relname LIKE 'search\\_%' OR c.oid IN (
                SELECT unnest(ARRAY[t.reltoastrelid]) FROM pg_class t WHERE t.relname LIKE 'search\\_%'))
              AND position(convert_to(?, 'UTF8') IN pg_read_binary_file(pg_relation_filepath(c.oid))) > 0
              """,
              text)
          > 0;
    }
  }
}

package org.machizu.store.postgis;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.machizu.ingest.gps.Position;
import org.machizu.layers.StoreFixture;
import org.machizu.store.sql.Sql;
import org.machizu.tracks.PassesChanged;

/** What one server has changed of passes, the other hears of, and nothing is passed over. */
class PassFeedTest {
  private static final Instant NIGHT = Instant.parse("2026-01-31T18:00:00Z");

  private TestTown town;
  private final BlockingQueue<PassesChanged> news = new LinkedBlockingQueue<>();
  private final BlockingQueue<Set<String>> arrived = new LinkedBlockingQueue<>();

  @BeforeEach
  void open() {
    town = new TestTown();
    town.open().othersPasses().orElseThrow().start("here", news::add, arrived::add);
  }

  @AfterEach
  void close() {
    town.close();
  }

  private static PassesChanged change(int number) {
    return new PassesChanged("plow-" + number, Set.of(5L, 6L + number), NIGHT);
  }

  private static void write(Connection c, String server, int number) throws SQLException {
    new PassLog(StoreFixture.MUNICIPALITY).changes(c, server, change(number));
  }

  private PassesChanged next() throws InterruptedException {
    return news.poll(60, TimeUnit.SECONDS);
  }

  @Test
  void anothersChangesAreToldInTheirOrderAndOnesOwnAreNot() throws Exception {
    try (Connection there = town.connect()) {
      write(there, "there", 1);
      write(there, "here", 2);
      new PassLog("01202").changes(there, "there", change(3)); // another town's
      write(there, "there", 4);
    }
    assertThat(next()).isEqualTo(change(1));
    assertThat(next()).isEqualTo(change(4));
  }

  @Test
  void aChangeThatIsCommittedAfterLaterOnesIsNotMissed() throws Exception {
    try (Connection slow = town.connect();
        Connection quick = town.connect()) {
      slow.setAutoCommit(false);
      write(slow, "there", 1);
      write(quick, "there", 2);
      assertThat(next()).as("nobody waits for the slow one").isEqualTo(change(2));
      write(quick, "there", 3);
      assertThat(next()).isEqualTo(change(3));

      slow.commit();
      assertThat(next()).isEqualTo(change(1));
      slow.setAutoCommit(false);
      write(slow, "there", 4);
      slow.rollback();
      write(quick, "there", 5);
      assertThat(next()).as("what was never done is no news").isEqualTo(change(5));
    }
  }

  @Test
  void whatWasWrittenWhileItsConnectionsWereCutIsToldAfterwards() throws Exception {
    try (Connection there = town.connect()) {
      write(there, "there", 1);
      assertThat(next()).isEqualTo(change(1));
      for (int n = 2; n < 6; n++) {
        Sql.execute(
            there,
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
        write(there, "there", n);
        assertThat(next()).isEqualTo(change(n));
      }
    }
  }

  @Test
  void whoWasAwayForLongerThanTheLogIsKeptMustReadEverything() throws Exception {
    try (TownDatabase third = town.open();
        PostgisPassFeed away = third.passFeed(Duration.ofMillis(1))) { // every pause is too long
      BlockingQueue<PassesChanged> heard = new LinkedBlockingQueue<>();
      away.start("third", heard::add, devices -> {});
      assertThat(heard.poll(60, TimeUnit.SECONDS)).isEqualTo(PassesChanged.ofEverything());
    }
    assertThat(news).isEmpty();
  }

  @Test
  void oldRowsGoAndThoseThatOthersMayNotHaveSeenStay() throws Exception {
    try (Connection there = town.connect()) {
      write(there, "there", 1);
      write(there, "there", 2);
      Sql.execute(
          there,
          "UPDATE pass_change SET time = time - interval '11 minutes' WHERE device = 'plow-1'");
      new PassLog(StoreFixture.MUNICIPALITY).clear(there);

      assertThat(Sql.strings(there, "SELECT device FROM pass_change")).isEqualTo(List.of("plow-2"));
    }
  }

  @Test
  void whoHasSentSomethingToAnotherServerIsToldOnceForEachTime() throws Exception {
    try (TownDatabase there = town.open()) {
      for (int i = 0; i < 3; i++) {
        send(there, "plow-1", NIGHT.plusSeconds(i));
        assertThat(arrived.poll(60, TimeUnit.SECONDS)).containsExactly("plow-1");
      }
      // A server's clock may be behind.
      send(there, "plow-2", NIGHT.minusSeconds(30));
      assertThat(arrived.poll(60, TimeUnit.SECONDS)).containsExactly("plow-2");
    }
    assertThat(arrived).isEmpty();
  }

  private static void send(TownDatabase there, String device, Instant now) {
    Position position =
        new Position(now, 141.8, 42.7, null, null, null, null, Collections.emptySortedMap());
    there.tracks().add(device, List.of(position), List.of(), now);
  }
}

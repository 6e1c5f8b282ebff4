package org.machizu.store.postgis;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.machizu.store.TownStore;
import org.machizu.store.sql.Sql;
import org.machizu.tracks.TrackStoreContract;

class DatabaseTrackStoreTest extends TrackStoreContract {
  private TestTown town;

  @BeforeEach
  void open() {
    town = new TestTown();
  }

  @AfterEach
  void close() {
    town.close();
  }

  @Override
  protected TownStore town() {
    return town.operations();
  }

  @Override
  protected void reopen() {
    town.reopen();
  }

  @Override
  protected void addDevices(int count) throws Exception {
    try (Connection connection = town.connect()) {
      Sql.execute(
          connection,
          "INSERT INTO track_device (municipality, name, id, title, vehicle, heard) SELECT '01585', 'x' || n, 1000 + n, '', '', 0 FROM generate_series(1, %d) n"
              .formatted(count));
    }
  }

  @Test
  void positionsLieInATableOfTheirMonthAndStrangeOnesApart() throws Exception {
    town().tracks().add("plow-1", List.of(at(0, 141, 42), at(1, 141, 42)), List.of(), NIGHT);
    long year2001 = Instant.parse("2001-01-01T00:00:00Z").getEpochSecond() - NIGHT.getEpochSecond();
    town().tracks().add("plow-1", List.of(at(year2001, 141, 42)), List.of(), NIGHT);

    try (Connection connection = town.connect()) {
      assertThat(Sql.number(connection, "SELECT count(*) FROM position_2026_01")).isEqualTo(2);
      assertThat(Sql.number(connection, "SELECT count(*) FROM position_other")).isEqualTo(1);
    }
  }
}

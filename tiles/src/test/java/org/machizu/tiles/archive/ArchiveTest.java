package org.machizu.tiles.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.feature.ZoomRange;
import org.machizu.tiles.grid.TileAddress;

/** PMTiles as its specification has them. */
class ArchiveTest {
  private static final Envelope TOWN = new Envelope(141.6, 42.5, 142.1, 42.9);

  @TempDir Path folder;

  /** The examples of the specification's table, and the last of zoom 20. */
  @ParameterizedTest
  @CsvSource({
    "0, 0, 0, 0",
    "1, 0, 0, 1",
    "1, 0, 1, 2",
    "1, 1, 1, 3",
    "1, 1, 0, 4",
    "2, 0, 0, 5",
    "12, 3423, 1763, 19078479",
  })
  void aTileHasTheNumberOfTheSpecification(int z, int x, int y, long id) {
    assertThat(TileIds.of(new TileAddress(z, x, y))).isEqualTo(id);
    assertThat(TileIds.tile(id)).isEqualTo(new TileAddress(z, x, y));
  }

  @Test
  void everyNumberIsOneTile() {
    for (long id = 0; id < TileIds.first(7); id++) {
      assertThat(TileIds.of(TileIds.tile(id))).isEqualTo(id);
    }
    TileAddress deepest = new TileAddress(22, (1 << 22) - 1, 12_345);
    assertThat(TileIds.tile(TileIds.of(deepest))).isEqualTo(deepest);
  }

  private static byte[] content(long id) {
    return ("tile " + (id % 10 < 5 ? "same" : Long.toString(id))).getBytes(StandardCharsets.UTF_8);
  }

  private Path write(int tiles) throws IOException {
    Path file = folder.resolve("t.pmtiles");
    try (ArchiveWriter writer = new ArchiveWriter(file, TileKind.WEBP)) {
      for (long id = 0; id < 2L * tiles; id += id % 3 == 0 ? 1 : 2) {
        writer.add(id, content(id));
      }
      writer.finish("{\"name\":\"町\"}", new ZoomRange(0, 9), TOWN);
    }
    return file;
  }

  @ParameterizedTest
  @CsvSource({"10", "60000"})
  void whatIsWrittenIsFoundAgainAndNothingElse(int tiles) throws Exception {
    try (ArchiveReader reader = new ArchiveReader(write(tiles))) {
      assertThat(reader.metadata()).isEqualTo("{\"name\":\"町\"}");
      assertThat(reader.kind()).isEqualTo(TileKind.WEBP);
      assertThat(reader.zooms()).isEqualTo(new ZoomRange(0, 9));
      assertThat(reader.bounds()).isEqualTo(TOWN);
      long step = Math.max(1, tiles / 200);
      for (long id = 0; id < 2L * tiles; id += step) {
        boolean isThere = id % 3 != 2;
        byte[] found = reader.find(TileIds.tile(id)).orElse(null);
        assertThat(found).as("tile " + id).isEqualTo(isThere ? content(id) : null);
      }
      assertThat(reader.find(TileIds.tile(2L * tiles + 1))).isEmpty();
      assertThat(reader.contents()).isLessThan(reader.addressed());
    }
  }

  @Test
  void equalTilesLieThereOnceAndRunsAreOneEntry() throws Exception {
    Path file = folder.resolve("sea.pmtiles");
    try (ArchiveWriter writer = new ArchiveWriter(file, TileKind.PNG)) {
      for (long id = 0; id < 1_000; id++) {
        writer.add(id, new byte[] {1, 2, 3});
      }
      assertThat(writer.dataBytes()).isEqualTo(3);
      writer.finish("{}", new ZoomRange(0, 5), TOWN);
    }
    try (ArchiveReader reader = new ArchiveReader(file)) {
      assertThat(reader.addressed()).isEqualTo(1_000);
      assertThat(reader.contents()).isEqualTo(1);
      assertThat(reader.find(TileIds.tile(999))).contains(new byte[] {1, 2, 3});
      assertThat(reader.find(TileIds.tile(1_000))).isEmpty();
    }
    assertThat(Files.size(file)).isLessThan(17_000);
  }

  @Test
  void tilesOutOfOrderAreRefused() throws Exception {
    try (ArchiveWriter writer = new ArchiveWriter(folder.resolve("o.pmtiles"), TileKind.PNG)) {
      writer.add(7, new byte[1]);
      assertThatThrownBy(() -> writer.add(7, new byte[1]))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aDamagedArchiveIsReadOrRefused() throws Exception {
    byte[] whole = Files.readAllBytes(write(20_000));
    Random random = new Random(2607);
    int read = 0;
    for (int round = 0; round < 300; round++) {
      byte[] bytes = whole.clone();
      for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
        bytes[random.nextInt(random.nextBoolean() ? 127 : bytes.length)] =
            (byte) random.nextInt(256);
      }
      Path file = folder.resolve("d.pmtiles");
      Files.write(
          file,
          random.nextInt(5) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes);
      try (ArchiveReader reader = new ArchiveReader(file)) {
        reader.metadata();
        reader.find(TileIds.tile(random.nextInt(40_000)));
        read++;
      } catch (IllegalArgumentException | ArithmeticException | IOException refused) {
        // the other answer that is allowed
      }
    }
    assertThat(read).isBetween(20, 280);
  }
}

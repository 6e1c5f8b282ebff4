package org.machizu.ingest.format;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are cut off, lie about their lengths, or do not fit each other. */
class ShapefileDamageTest {
  private final ShapefileFormat format = new ShapefileFormat(prj -> Optional.empty(), crs -> "");
  @TempDir private Path folder;
  private Path shp;
  private Path dbf;

  @BeforeEach
  void makeThreeGoodRows() {
    shp = three().write(folder, "town");
    dbf = folder.resolve("town.dbf");
  }

  private static RawShapefile three() {
    RawShapefile raw =
        new RawShapefile(1)
            .field("id".getBytes(US_ASCII), 'N', 3, 0)
            .field("name".getBytes(US_ASCII), 'C', 6, 0);
    for (int i = 1; i <= 3; i++) {
      raw.record(" %3dname%d".formatted(i, i).getBytes(US_ASCII)).point(i, 10 * i);
    }
    return raw;
  }

  private void refused(String code) {
    assertThatThrownBy(() -> Reading.of(format, shp))
        .isInstanceOfSatisfying(FormatException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private static void change(Path file, int at, int... values) throws Exception {
    byte[] bytes = Files.readAllBytes(file);
    for (int i = 0; i < values.length; i++) {
      bytes[at + i] = (byte) values[i];
    }
    Files.write(file, bytes);
  }

  private static void cut(Path file, int length) throws Exception {
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), length));
  }

  @Test
  void theGoodFileIsRead() throws Exception {
    Reading read = Reading.of(format, shp);
    assertThat(read.rows()).hasSize(3);
    assertThat(read.value(2, "name")).isEqualTo("name3");
    assertThat(read.wkt(2)).isEqualTo("POINT (3 30)");
    assertThat(read.problems()).isEmpty();
  }

  @Test
  void aShpCutAnywhereIsRefusedWhole() throws Exception {
    byte[] whole = Files.readAllBytes(shp);
    for (int length = 0; length < whole.length; length++) {
      Files.write(shp, Arrays.copyOf(whole, length));
      refused("shp-truncated");
    }
  }

  @Test
  void aShpCutAtARecordWithAHeaderThatFitsIsStillFoundShort() throws Exception {
    cut(shp, 100 + 28 * 2);
    change(shp, 24, 0, 0, 0, (100 + 28 * 2) / 2);
    refused("shp-too-short");
  }

  @Test
  void recordLengthsThatLieAreRefused() throws Exception {
    change(shp, 104, 0xFF, 0xFF, 0xFF, 0xFF);
    refused("shp-damaged");
    change(shp, 104, 0x7F, 0xFF, 0xFF, 0xFF);
    refused("shp-truncated");
    change(shp, 104, 0, 0, 0, 1);
    refused("shp-damaged");
  }

  @Test
  void theHeadsLengthMayBeTooSmall() throws Exception {
    change(shp, 24, 0, 0, 0, 50);
    assertThat(Reading.of(format, shp).rows()).hasSize(3);
  }

  @Test
  void bytesBehindTheEndArePassedOver() throws Exception {
    Files.write(shp, Arrays.copyOf(Files.readAllBytes(shp), 100 + 28 * 3 + 64));
    Reading read = Reading.of(format, shp);
    assertThat(read.rows()).hasSize(3);
    assertThat(read.codes()).containsExactly("shp-trailing-bytes");
  }

  @Test
  void aDbfOfNoBytesIsRefused() throws Exception {
    cut(dbf, 0);
    refused("dbf-empty");
  }

  @Test
  void aDbfCutAnywhereInItsRecordsIsRefused() throws Exception {
    byte[] whole = Files.readAllBytes(dbf);
    for (int length = 1; length < whole.length - 1; length++) { // the last byte is the end mark
      Files.write(dbf, Arrays.copyOf(whole, length));
      refused("dbf-truncated");
    }
  }

  @Test
  void aDbfWithFewerRecordsThanShapesIsRefused() throws Exception {
    change(dbf, 4, 2);
    cut(dbf, Files.readAllBytes(dbf).length - 11);
    refused("dbf-too-short");
  }

  @Test
  void aDbfWhoseHeadForgotRecordsIsReadWhole() throws Exception {
    change(dbf, 4, 0);
    assertThat(Reading.of(format, shp).rows()).hasSize(3);
  }

  @Test
  void aDbfHeadThatMakesNoSenseIsRefused() throws Exception {
    change(dbf, 10, 1, 0); // records of one byte
    refused("dbf-damaged");
    three().write(folder, "town");
    change(dbf, 8, 0, 0); // a header of no bytes
    refused("dbf-damaged");
  }

  @Test
  void withoutDbfTheShapesAreTaken() throws Exception {
    Files.delete(dbf);
    Reading read = Reading.of(format, shp);
    assertThat(read.rows()).hasSize(3);
    assertThat(read.schema().size()).isZero();
    assertThat(read.codes()).containsExactly("dbf-missing");
  }

  @Test
  void theShxDecidesTheOrderWhenItTellsAnother() throws Exception {
    byte[] shx = new byte[100 + 8 * 3];
    int[] offsets = {100 + 56, 100, 100 + 28};
    for (int i = 0; i < 3; i++) {
      Bytes.putBigEndianInt(shx, 100 + 8 * i, offsets[i] / 2);
      Bytes.putBigEndianInt(shx, 104 + 8 * i, 10);
    }
    Files.write(folder.resolve("town.shx"), shx);
    Reading read = Reading.of(format, shp);
    assertThat(read.wkt(0)).isEqualTo("POINT (3 30)");
    assertThat(read.wkt(1)).isEqualTo("POINT (1 10)");
    assertThat(read.value(0, "name")).isEqualTo("name1");
  }

  @Test
  void aDamagedShxIsNotNeeded() throws Exception {
    Files.write(folder.resolve("town.SHX"), new byte[108]);
    Reading read = Reading.of(format, shp);
    assertThat(read.rows()).hasSize(3);
    assertThat(read.codes()).containsExactly("shx-damaged");
  }

  @Test
  void aShapeWithCountsThatLieIsRejectedAndTheRestTaken() throws Exception {
    RawShapefile raw = new RawShapefile(3);
    raw.parts(new double[] {0, 0, 1, 1});
    raw.parts(new double[] {0, 0, 1, 1});
    raw.parts(new double[] {0, 0, Double.NaN, 1});
    raw.parts(new double[] {5, 5, 6, 6}, new double[] {7, 7, 8, 8});
    raw.shape(RawShapefile.little(4).array()); // a null shape
    Path lines = raw.write(folder, "lines");
    int second = 100 + 8 + 80 + 8;
    change(lines, second + 40, 0xFF, 0xFF, 0xFF, 0x7F); // two thousand million points
    Reading read =
        Reading.of(
            format,
            lines,
            new ReadOptions(
                null,
                null,
                Map.of(),
                new ReadLimits(1 << 20, 10, 10, 10, 100, Integer.MAX_VALUE, 10)));
    assertThat(read.rows()).extracting(Row::number).containsExactly(1L, 4L, 5L);
    assertThat(read.wkt(1)).isEqualTo("MULTILINESTRING ((5 5, 6 6), (7 7, 8 8))");
    assertThat(read.wkt(2)).isEqualTo("null");
    assertThat(read.codes())
        .containsExactly("dbf-missing", "shape-damaged", "coordinate-not-finite");
  }

  @Test
  void limitsHold() throws Exception {
    Path line = new RawShapefile(3).parts(new double[40]).write(folder, "line");
    ReadOptions nineteen =
        new ReadOptions(null, null, Map.of(), new ReadLimits(1 << 20, 10, 10, 10, 100, 19, 10));
    assertThat(Reading.of(format, line, nineteen).codes()).contains("too-many-vertices");
    ReadOptions twoRows =
        new ReadOptions(null, null, Map.of(), new ReadLimits(1 << 20, 10, 10, 2, 100, 19, 10));
    assertThatThrownBy(() -> Reading.of(format, shp, twoRows)).hasMessageContaining("2 rows");
    ReadOptions oneField =
        new ReadOptions(null, null, Map.of(), new ReadLimits(1 << 20, 10, 10, 9, 100, 19, 1));
    assertThatThrownBy(() -> Reading.of(format, shp, oneField)).hasMessageContaining("2 fields");
  }

  @Test
  void otherFilesAreRefusedByName() throws Exception {
    Files.writeString(shp, "所在,地番\n".repeat(40));
    refused("shp-not-a-shapefile");
    new RawShapefile(31).write(folder, "town");
    refused("shp-multipatch");
    new RawShapefile(4).write(folder, "town");
    refused("shp-damaged");
  }
}

package org.machizu.geo.crs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ParGridReaderTest {
  private static final String HEADER = "made for a test\nMeshCode   dB(sec)   dL(sec)\n";

  static GridShift grid(String resource) throws IOException {
    try (InputStream in = ParGridReaderTest.class.getResourceAsStream(resource)) {
      return ParGridReader.read(in, resource);
    }
  }

  static GridShift parse(String text) throws IOException {
    return ParGridReader.read(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)), "test.par");
  }

  /** Round 36° N 140° E: 2", 4", 6", 8" of latitude, twice that westwards in longitude. */
  private static final String SQUARE =
      HEADER + "54400000 2.0 -4.0\n54400001 4.0 -8.0\n54400010 6.0 -12.0\n54400011 8.0 -16.0\n";

  @Test
  void betweenTheCornersTheShiftIsBilinear() throws IOException {
    GridShift grid = parse(SQUARE);
    // a quarter of a mesh (45") east, half a mesh (30") north of the south-west corner:
    // south edge 2 + (4 - 2)/4 = 2.5, north edge 6 + (8 - 6)/4 = 6.5, half between 4.5
    double[] at = {140 + 11.25 / 3600, 36 + 15.0 / 3600};
    assertThat(grid.shift(at, 0)).isTrue();
    assertThat(at[1]).isCloseTo(36 + 15.0 / 3600 + 4.5 / 3600, within(1e-12));
    assertThat(at[0]).isCloseTo(140 + 11.25 / 3600 - 9.0 / 3600, within(1e-12));
  }

  @Test
  void theWayBackEndsWhereItBegan() throws IOException {
    // steps of 0.001", as real grids have them; the square above is too steep for any inverse
    GridShift grid =
        parse(
            HEADER
                + "54400000 12.001 -11.8\n54400001 12.002 -11.801\n54400010 12.003 -11.803\n54400011 12.006 -11.806\n");
    double[] at = {140 + 30.0 / 3600, 36 + 2.0 / 3600};
    assertThat(grid.shift(at, 0)).isTrue();
    assertThat(grid.unshift(at, 0)).isTrue();
    assertThat(at[0]).isCloseTo(140 + 30.0 / 3600, within(1e-12));
    assertThat(at[1]).isCloseTo(36 + 2.0 / 3600, within(1e-12));
  }

  @Test
  void outsideTheGridNoShiftIsClaimed() throws IOException {
    GridShift grid = parse(SQUARE);
    for (double[] at :
        new double[][] {
          {140 + 46.0 / 3600, 36.001},
          {140.001, 36 + 31.0 / 3600},
          {139.999, 36.001},
          {140.001, 35.999},
          {0, 0},
          {-500, 36},
          {Double.NaN, 36},
          {140, Double.POSITIVE_INFINITY}
        }) {
      double[] before = at.clone();
      assertThat(grid.shift(at, 0)).as("%s %s", before[0], before[1]).isFalse();
      assertThat(at).containsExactly(before);
    }
    for (double[] at : new double[][] {{135, 35}, {-500, 36}, {Double.NaN, 36}}) {
      double[] before = at.clone();
      assertThat(grid.unshift(at, 0)).as("%s %s", before[0], before[1]).isFalse();
      assertThat(at).containsExactly(before);
    }
    assertThat(grid.covers(140.001, 36.001)).isTrue();
    assertThat(grid.covers(135, 35)).isFalse();
  }

  @Test
  void aGridTooSteepForAnInverseGivesNoneInsteadOfAWrongOne() throws IOException {
    GridShift grid = parse(HEADER + "54400000 0 0\n54400001 0 0\n54400010 29 0\n54400011 29 0\n");
    double[] at = {140.001, 36 + 29.0 / 3600};
    assertThat(grid.unshift(at, 0)).isFalse();
  }

  @Test
  void aMissingCornerLeavesAHole() throws IOException {
    GridShift grid = parse(SQUARE.replace("54400011 8.0 -16.0\n", ""));
    assertThat(grid.size()).isEqualTo(3);
    assertThat(grid.covers(140.001, 36.001)).isFalse();
  }

  @Test
  void meshesMeetAcrossTheBordersOfLargerMeshes() throws IOException {
    // the last column of the eighth 7 lies beside column 0 of the next first mesh (5340 | 5341)
    GridShift grid = parse(HEADER + "53400709 1 1\n53410000 1 1\n53400719 1 1\n53410010 1 1\n");
    assertThat(grid.covers(141 - 1.0 / 3600, 53 / 1.5 + 1.0 / 3600)).isTrue();
  }

  @Test
  void tky2jgdAtTsukubaGivesTheSurveyAuthoritysOwnResult() throws IOException {
    GridShift grid = grid("tsukuba-tky2jgd.par");
    assertThat(grid.name()).isEqualTo("tsukuba-tky2jgd.par (JGD2000-TokyoDatum Ver.2.1.1)");
    double[] at = {140.08785504166664, 36.103774791666666};
    assertThat(grid.shift(at, 0)).isTrue();
    assertThat(at).containsExactly(new double[] {140.084576867, 36.106966281}, within(3e-9));
    assertThat(grid.unshift(at, 0)).isTrue();
    assertThat(at).containsExactly(new double[] {140.087855042, 36.103774792}, within(3e-9));
  }

  @Test
  void patchJgdOnKinkasanGivesTheSurveyAuthoritysOwnResult() throws IOException {
    GridShift grid = grid("kinkasan-patchjgd.par");
    assertThat(grid.name()).as("the header is Shift_JIS").contains("東北地方太平洋沖地震");
    double[] at = {141.5559006163195, 38.2985120586605};
    assertThat(grid.shift(at, 0)).isTrue();
    assertThat(at).containsExactly(new double[] {141.555963019, 38.298495306}, within(3e-9));
    assertThat(grid.unshift(at, 0)).isTrue();
    assertThat(at).containsExactly(new double[] {141.555900616, 38.298512059}, within(3e-9));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "54400000 1.0|values instead of three",
        "54400000 1.0 2.0 3.0|values instead of three",
        "5440000 1.0 2.0|'5440000' is no eight-digit third-mesh code",
        "54408000 1.0 2.0|'54408000' is no eight-digit third-mesh code",
        "５４４０００００ 1.0 2.0|third-mesh code",
        "54400000 x 2.0|'x' is no number of seconds",
        "54400000 NaN 2.0|NaN seconds is not allowed",
        "54400000 1.0 31|31 seconds is not allowed"
      })
  void aMalformedLineIsNamedWithItsNumber(String line, String reason) {
    byte[] bytes =
        (HEADER + "54400001 1 1\n" + line + "\n").getBytes(Charset.forName("windows-31j"));
    assertThatThrownBy(() -> ParGridReader.read(new ByteArrayInputStream(bytes), "test.par"))
        .isInstanceOf(ParFormatException.class)
        .hasMessageStartingWith("test.par, line 4: ")
        .hasMessageContaining(reason)
        .satisfies(e -> assertThat(((ParFormatException) e).line()).isEqualTo(4));
  }

  @Test
  void aMeshCodeMayStandOnce() {
    assertThatThrownBy(() -> parse(HEADER + "54400000 1 1\n54400001 1 1\n54400000 2 2\n"))
        .isInstanceOf(ParFormatException.class)
        .hasMessageContaining("twice")
        .hasMessageContaining("1 and 3");
  }

  @Test
  void otherParameterFilesAreRefused() {
    assertThatThrownBy(() -> parse("PatchJGD(H)\nMeshCode dH(m)\n54400000 1.0 0.0\n"))
        .hasMessageContaining("height");
    assertThatThrownBy(
            () -> parse("SemiDyna\nMeshCode dB(sec)  dL(sec) dH(m)\n54400000 1.0 0.0 0.1\n"))
        .hasMessageContaining("SemiDynaEXE");
    assertThatThrownBy(() -> parse("")).hasMessageContaining("no line 'MeshCode");
    assertThatThrownBy(() -> parse(HEADER)).hasMessageContaining("no mesh codes");
    assertThatThrownBy(() -> parse("x\n".repeat(100_000) + HEADER))
        .hasMessageContaining("first 64");
  }

  @Test
  void aFileThatIsTooLargeIsRefusedBeforeItIsParsed() {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return '5';
          }

          @Override
          public int read(byte[] into, int offset, int length) {
            Arrays.fill(into, offset, offset + length, (byte) '5');
            return length;
          }
        };
    assertThatThrownBy(() -> ParGridReader.read(endless, "endless.par"))
        .isInstanceOf(ParFormatException.class)
        .hasMessageContaining("more than " + ParGridReader.MAX_BYTES);
  }

  @Test
  void aFileIsReadFromDisk(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("a.par"), SQUARE);
    assertThat(ParGridReader.read(file).name()).isEqualTo("a.par (made for a test)");
  }

  @Test
  void gridsInEachOthersPlaceAreFound() throws IOException {
    var tky = Optional.of(grid("tsukuba-tky2jgd.par"));
    var patch = Optional.of(grid("kinkasan-patchjgd.par"));
    assertThat(new GridShifts(tky, patch).patchJgd()).isPresent();
    assertThatThrownBy(() -> new GridShifts(patch, Optional.empty()))
        .hasMessageContaining("no TKY2JGD grid");
    assertThatThrownBy(() -> new GridShifts(Optional.empty(), tky))
        .hasMessageContaining("no PatchJGD grid");
  }
}

package org.machizu.ingest.gps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.machizu.ingest.format.FormatException;
import org.machizu.testdata.RealData;

/** Every file of the GPX suite is read or refused as its description says. */
class GpxSuiteTest {
  private static Path suite() {
    return RealData.file("gpx-suite");
  }

  private static Collected read(String name) throws IOException, FormatException {
    byte[] bytes = Files.readAllBytes(suite().resolve(name));
    assertThat(TrackFormats.detect(bytes, name, "application/gpx+xml")).isEqualTo(TrackFormat.GPX);
    return Collected.of(TrackFormat.GPX::read, bytes);
  }

  /**
   * Every track point counts once. Mojstrovka's clock shows 1901 in all of its points,
   * GraphHopper's first two begin with 1970; of korita-zbevnica's 514 times one is the file's own.
   */
  @ParameterizedTest
  @CsvSource({
    "Mojstrovka.gpx, 0, 184, bad-time",
    "cerknicko-jezero-no-creator.gpx, 296, 0,",
    "cerknicko-jezero.gpx, 296, 0,",
    "first_and_last_elevation.gpx, 10, 0,",
    "gh_test1.gpx, 0, 264, bad-time",
    "gh_test2.gpx, 0, 2, bad-time",
    "gh_tour2-with-loop.gpx, 12, 0,",
    "gh_tour4-with-uturn.gpx, 5, 0,",
    "gpx1.0_with_all_fields.gpx, 1, 0,",
    "gpx1.1_with_all_fields.gpx, 1, 0,",
    "korita-zbevnica.gpx, 513, 358, no-time",
    "track-with-extremes.gpx, 0, 25, no-time",
    "track-with-small-floats.gpx, 0, 3, no-time",
    "track_with_speed.gpx, 3, 0,",
  })
  void everyTrackPointIsReadOrRefused(String name, int read, int refused, String code)
      throws IOException, FormatException {
    Collected collected = read(name);
    assertThat(collected.taken).hasSize(read);
    assertThat(collected.codes()).hasSize(refused).allMatch(c -> c.equals(code));
  }

  @ParameterizedTest
  @CsvSource({
    "gh_no_trk.gpx",
    "gpx1.1_with_extensions.gpx", // one waypoint
    "unicode.gpx", // six waypoints
    "unicode2.gpx", // a track without points
  })
  void aFileWithoutTrackPointsIsRefusedAsAWhole(String name) {
    suite(); // skips where the files are absent, which assertThatThrownBy would take for a failure
    assertThatThrownBy(() -> read(name))
        .isInstanceOfSatisfying(
            FormatException.class, e -> assertThat(e.code()).isEqualTo("no-positions"));
  }

  @Test
  void allFilesOfTheSuiteAreNamedHere() throws IOException {
    try (Stream<Path> files = Files.list(suite())) {
      assertThat(files.filter(f -> f.toString().endsWith(".gpx"))).hasSize(14 + 4);
    }
  }

  @Test
  void speedsOfAFileWithoutVersionAreRead() throws IOException, FormatException {
    assertThat(read("track_with_speed.gpx").positions())
        .extracting(Position::speedMps)
        .containsExactly(1.2, 2.2, 3.2);
  }

  @Test
  void everyFieldOfAPointIsKept() throws IOException, FormatException {
    for (String name : new String[] {"gpx1.0_with_all_fields.gpx", "gpx1.1_with_all_fields.gpx"}) {
      Position point = read(name).only();
      assertThat(point.time()).isEqualTo(Instant.parse("2013-01-01T12:00:04Z"));
      assertThat(point.altitudeM()).isEqualTo(11.1);
      assertThat(point.extra()).containsKeys("sat", "hdop", "vdop", "pdop", "fix", "magvar");
    }
  }
}

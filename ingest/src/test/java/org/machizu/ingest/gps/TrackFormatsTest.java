package org.machizu.ingest.gps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.machizu.ingest.format.FormatException;

class TrackFormatsTest {
  private static TrackFormat detect(String head) throws FormatException {
    // With a name and a type that mislead.
    return TrackFormats.detect(head.getBytes(StandardCharsets.UTF_8), "a.txt", "image/png");
  }

  @Test
  void theContentDecides() throws FormatException {
    assertThat(detect(GpxTrackTest.GARMIN)).isEqualTo(TrackFormat.GPX);
    assertThat(detect("\uFEFF  " + GpxTrackTest.OLD)).isEqualTo(TrackFormat.GPX);
    assertThat(detect(NmeaTrackTest.LOG)).isEqualTo(TrackFormat.NMEA);
    assertThat(detect("# log\r\n" + NmeaTrackTest.LOG)).isEqualTo(TrackFormat.NMEA);
    assertThat(detect(GeoJsonTrackTest.POINTS)).isEqualTo(TrackFormat.GEOJSON);
    assertThat(detect(CsvTrackTest.GPSLOGGER)).isEqualTo(TrackFormat.CSV);
    assertThat(
            TrackFormats.detect(
                CsvTrackTest.JAPANESE.getBytes(Charset.forName("windows-31j")), null, null))
        .isEqualTo(TrackFormat.CSV);
  }

  @Test
  void whatIsNoTrackIsRefused() {
    assertThatThrownBy(() -> TrackFormats.detect(new byte[0], "a.gpx", null))
        .isInstanceOfSatisfying(
            FormatException.class, e -> assertThat(e.code()).isEqualTo("empty-file"));
    byte[] png = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 0, 0, 13, ','};
    assertThatThrownBy(() -> TrackFormats.detect(png, "a.gpx", null))
        .isInstanceOfSatisfying(
            FormatException.class, e -> assertThat(e.code()).isEqualTo("track-format-unknown"));
  }
}

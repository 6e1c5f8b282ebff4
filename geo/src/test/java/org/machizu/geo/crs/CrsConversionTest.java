package org.machizu.geo.crs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.geotools.api.referencing.crs.ProjectedCRS;
import org.geotools.referencing.CRS;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.WKTReader;

class CrsConversionTest {
  /** One row of proj-expected.tsv, which make-expected.sh makes with GDAL and PROJ. */
  record Expected(Crs crs, double lon, double lat, double east, double north) {}

  static List<Expected> projRows() throws IOException {
    try (InputStream in = CrsConversionTest.class.getResourceAsStream("proj-expected.tsv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split("\t"))
          .map(f ->
              new Expected(
                  new Crs(Integer.parseInt(f[0])),
                  Double.parseDouble(f[1]),
                  Double.parseDouble(f[2]),
                  Double.parseDouble(f[3]),
                  Double.parseDouble(f[4])))
          .toList();
    }
  }

  static List<Crs> projectedSystems() {
    return Crs.list().stream().filter(crs -> !crs.isGeographic()).toList();
  }

  @Test
  void everyZoneOfEveryDatumAgreesWithProjToAMicrometre() throws IOException {
    List<Expected> rows = projRows();
    assertThat(rows).hasSize(19 * 3 * 5 + 4);
    assertThat(rows.stream().map(Expected::crs).distinct().toList())
        .containsExactlyInAnyOrderElementsOf(projectedSystems());
    for (Expected row : rows) {
      Coordinate there =
          CrsConversion.between(row.crs().geographicBase(), row.crs()).apply(row.lon(), row.lat());
      assertThat(there.x).as("east of %s", row).isCloseTo(row.east(), within(1e-6));
      assertThat(there.y).as("north of %s", row).isCloseTo(row.north(), within(1e-6));
      Coordinate back =
          CrsConversion.between(row.crs(), row.crs().geographicBase())
              .apply(row.east(), row.north());
      assertThat(back.x).as("lon of %s", row).isCloseTo(row.lon(), within(1e-11));
      assertThat(back.y).as("lat of %s", row).isCloseTo(row.lat(), within(1e-11));
    }
  }

  @ParameterizedTest
  @MethodSource("projectedSystems")
  void aThousandRoundTripsDriftLessThanAMicrometre(Crs crs) throws IOException {
    CrsConversion there = CrsConversion.between(crs.geographicBase(), crs);
    CrsConversion back = CrsConversion.between(crs, crs.geographicBase());
    for (Expected row : projRows()) {
      if (row.crs().equals(crs)) {
        double[] xy = {row.east(), row.north()};
        for (int i = 0; i < 1000; i++) {
          back.apply(xy);
          there.apply(xy);
        }
        assertThat(Math.hypot(xy[0] - row.east(), xy[1] - row.north()))
            .as("%s", row)
            .isLessThan(1e-6);
      }
    }
  }

  @Test
  void geoToolsAgreesNearTheCentralMeridian() throws Exception {
    for (PlaneZone zone : PlaneZone.list()) {
      Crs crs = Crs.zone(zone.number());
      var projected = (ProjectedCRS) CRS.decode(crs.toString(), true);
      double[] witness = {zone.originLon() + 0.4, zone.originLat() - 1.5};
      double[] own = witness.clone();
      projected.getConversionFromBase().getMathTransform().transform(witness, 0, witness, 0, 1);
      CrsConversion.between(Crs.JGD2011, crs).apply(own);
      assertThat(own).as("zone %s", zone).containsExactly(witness, within(1e-6));
    }
  }

  @Test
  void wgs84AndJgd2011AreOneDatum() {
    Coordinate place = CrsConversion.between(Crs.WGS84, Crs.JGD2011).apply(141.8, 42.76);
    assertThat(place).isEqualTo(new Coordinate(141.8, 42.76));
    Coordinate viaMercator =
        CrsConversion.between(Crs.WEB_MERCATOR, Crs.zone(12))
            .apply(15785103.7944862, 5275512.45415133);
    Coordinate direct = CrsConversion.between(Crs.JGD2011, Crs.zone(12)).apply(141.8, 42.76);
    assertThat(viaMercator.distance(direct)).isLessThan(1e-6);
  }

  @Test
  void aDatumIsNeverChangedSilently() {
    for (int epsg : new int[] {4612, 2454, 4301, 30172}) {
      assertThatThrownBy(() -> CrsConversion.between(new Crs(epsg), Crs.JGD2011))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("EPSG:" + epsg)
          .hasMessageContaining("CrsPath");
    }
    assertThatThrownBy(() -> CrsConversion.between(Crs.TOKYO, Crs.JGD2000))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void heightsMeasuresAndTheKindOfGeometryStay() throws Exception {
    Geometry line =
        new WKTReader()
            .read(
                "MULTILINESTRING ZM((141.8 42.76 12.5 7, 141.9 42.8 13 8), (141 42 0 1, 141 43 2 3))");
    Geometry there = CrsConversion.between(Crs.JGD2011, Crs.zone(12)).apply(line);
    assertThat(there.getGeometryType()).isEqualTo("MultiLineString");
    assertThat(there.getSRID()).isEqualTo(6680);
    Coordinate[] coordinates = there.getCoordinates();
    assertThat(coordinates[1].getZ()).isEqualTo(13);
    assertThat(coordinates[1].getM()).isEqualTo(8);
    assertThat(coordinates[3].getM()).isEqualTo(3);
    Coordinate single = CrsConversion.between(Crs.JGD2011, Crs.zone(12)).apply(141, 43);
    assertThat(coordinates[3].x).isEqualTo(single.x);
    assertThat(coordinates[3].y).isEqualTo(single.y);
    assertThat(line.getCoordinate().x).as("the given geometry is left alone").isEqualTo(141.8);
    assertThat(there.getEnvelopeInternal().getMaxX()).isLessThan(0);
  }

  @Test
  void ringsStayClosedAndEmptyGeometriesEmpty() throws Exception {
    Geometry ring =
        new WKTReader()
            .read(
                "POLYGON((141 42, 142 42, 142 43, 141 42),(141.8 42.2, 141.9 42.2, 141.9 42.3, 141.8 42.2))");
    Geometry there = CrsConversion.between(Crs.JGD2011, Crs.zone(12)).apply(ring);
    assertThat(there.isValid()).isTrue();
    assertThat(there.getNumPoints()).isEqualTo(8);
    Geometry empty = new GeometryFactory().createPolygon();
    assertThat(CrsConversion.between(Crs.JGD2011, Crs.zone(12)).apply(empty).isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN 35", "139 NaN", "Infinity 35", "139 95", "35 139", "200 35"})
  void whatIsNoPositionIsRefusedWithItsValue(String text) {
    String[] parts = text.split(" ", -1);
    assertThatThrownBy(() ->
            CrsConversion.between(Crs.JGD2011, Crs.zone(9))
                .apply(Double.parseDouble(parts[0]), Double.parseDouble(parts[1])))
        .isInstanceOf(CoordinateOutOfRangeException.class)
        .hasMessageContaining(parts[0])
        .hasMessageContaining("EPSG:66");
  }

  @Test
  void metresGivenAsDegreesAreRefused() {
    assertThatThrownBy(
            () -> CrsConversion.between(Crs.JGD2011, Crs.zone(12)).apply(-36828.5, -137643.2))
        .isInstanceOf(CoordinateOutOfRangeException.class)
        .hasMessageContaining("-36828.5");
    assertThatThrownBy(() -> CrsConversion.between(Crs.zone(12), Crs.JGD2011).apply(1e9, 0))
        .isInstanceOf(CoordinateOutOfRangeException.class);
    assertThatThrownBy(() -> CrsConversion.between(Crs.WEB_MERCATOR, Crs.JGD2011).apply(0, 1e9))
        .isInstanceOf(CoordinateOutOfRangeException.class);
  }

  @Test
  void coordinatesComeInPairs() {
    assertThatThrownBy(
            () -> CrsConversion.between(Crs.JGD2011, Crs.WEB_MERCATOR).apply(new double[3]))
        .hasMessageContaining("3 numbers");
  }

  @Test
  void oneConversionServesManyThreads() throws Exception {
    CrsConversion conversion = CrsConversion.between(Crs.JGD2011, Crs.zone(9));
    double[] grid = new double[2000];
    for (int i = 0; i < grid.length; i += 2) {
      grid[i] = 139 + i / 2000.0;
      grid[i + 1] = 35 + i / 3000.0;
    }
    double[] alone = grid.clone();
    conversion.apply(alone);
    try (var threads = Executors.newFixedThreadPool(4)) {
      List<Future<double[]>> results =
          java.util.stream.IntStream.range(0, 16)
              .mapToObj(i ->
                  threads.submit(() -> {
                    double[] own = grid.clone();
                    conversion.apply(own);
                    return own;
                  }))
              .toList();
      for (Future<double[]> result : results) {
        assertThat(result.get()).containsExactly(alone);
      }
    }
  }
}

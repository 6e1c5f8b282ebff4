package org.machizu.geo.crs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.io.WKTReader;
import org.machizu.geo.crs.ShiftAccuracy.Method;

class CrsPathTest {
  private static final GeometryFactory GEOMETRIES = new GeometryFactory();

  private static Geometry point(double x, double y) {
    return GEOMETRIES.createPoint(new Coordinate(x, y));
  }

  private static GridShifts grids() throws IOException {
    return new GridShifts(
        Optional.of(ParGridReaderTest.grid("tsukuba-tky2jgd.par")),
        Optional.of(ParGridReaderTest.grid("kinkasan-patchjgd.par")));
  }

  @Test
  void jgd2011ZonesAndWgs84NeedNoShift() {
    for (Crs crs : new Crs[] {Crs.JGD2011, Crs.WGS84, Crs.WEB_MERCATOR, Crs.zone(12)}) {
      CrsPath path = CrsPath.toJgd2011(crs, GridShifts.NONE);
      assertThat(path.worst()).isEqualTo(ShiftAccuracy.EXACT);
    }
    CrsPath.Placed placed =
        CrsPath.toJgd2011(Crs.WEB_MERCATOR, GridShifts.NONE)
            .place(point(15785103.7944862, 5275512.45415133));
    assertThat(placed.accuracy().accuracyM()).isZero();
    assertThat(placed.geometry().getCoordinate().x).isCloseTo(141.8, within(1e-11));
    assertThat(placed.geometry().getSRID()).isEqualTo(6668);
  }

  @Test
  void jgd2000WithoutGridIsTakenAsJgd2011AndSaysHowFarItMayBeOff() {
    CrsPath path = CrsPath.toJgd2011(Crs.JGD2000, GridShifts.NONE);
    CrsPath.Placed sendai = path.place(point(140.87, 38.27));
    assertThat(sendai.geometry().getCoordinate()).isEqualTo(new Coordinate(140.87, 38.27));
    assertThat(sendai.accuracy().method()).isEqualTo(Method.LEFT_OUT);
    assertThat(sendai.accuracy().accuracyM()).isEqualTo(6);
    assertThat(sendai.accuracy().note().en()).contains("PatchJGD");
    assertThat(sendai.accuracy().note().ja()).contains("JGD2000をJGD2011とみなしました");
  }

  @Test
  void inHokkaidoAndInTheWestJgd2000IsJgd2011() {
    CrsPath path = CrsPath.toJgd2011(new Crs(2454), GridShifts.NONE);
    CrsPath.Placed abira = path.place(point(-36828, -137643));
    assertThat(abira.accuracy().accuracyM()).isZero();
    CrsPath.Placed uki =
        CrsPath.toJgd2011(Crs.JGD2000, GridShifts.NONE).place(point(130.68, 32.65));
    assertThat(uki.accuracy().method()).isEqualTo(Method.NOT_NEEDED);
    assertThat(path.worst().accuracyM()).as("before the data are read").isEqualTo(6);
  }

  @Test
  void aSuppliedGridIsUsedAndNamed() throws IOException {
    CrsPath path = CrsPath.toJgd2011(Crs.JGD2000, grids());
    CrsPath.Placed shrine = path.place(point(141.5559006163195, 38.2985120586605));
    assertThat(shrine.geometry().getCoordinate().x).isCloseTo(141.555963019, within(3e-9));
    assertThat(shrine.geometry().getCoordinate().y).isCloseTo(38.298495306, within(3e-9));
    assertThat(shrine.accuracy().method()).isEqualTo(Method.GRID);
    assertThat(shrine.accuracy().accuracyM()).isEqualTo(0.2);
    assertThat(shrine.accuracy().note().en()).contains("kinkasan-patchjgd.par");
  }

  @Test
  void aGeometryHalfOutsideTheGridIsNotTorn() throws Exception {
    Geometry line =
        new WKTReader().read("LINESTRING(141.5559006163195 38.2985120586605, 141.60 38.2985)");
    CrsPath.Placed placed = CrsPath.toJgd2011(Crs.JGD2000, grids()).place(line);
    assertThat(placed.geometry().equalsExact(line)).isTrue();
    assertThat(placed.accuracy().method()).isEqualTo(Method.LEFT_OUT);
  }

  @Test
  void tokyoByThreeParametersIsMetresGood() {
    CrsPath path = CrsPath.toJgd2011(Crs.TOKYO, GridShifts.NONE);
    CrsPath.Placed tsukuba = path.place(point(140.08785504166664, 36.103774791666666));
    // by TKY2JGD the place is 140.084576867 36.106966281; the three parameters come within 2 m
    // there
    double errorM =
        PlaneMeasure.inZone(9).distanceM(tsukuba.geometry(), point(140.084576867, 36.106966281));
    assertThat(errorM).isBetween(0.1, 2.0);
    assertThat(tsukuba.accuracy().method()).isEqualTo(Method.THREE_PARAMETERS);
    assertThat(tsukuba.accuracy().accuracyM()).isEqualTo(9 + 6);
    assertThat(tsukuba.accuracy().note().en()).contains("three parameters").contains("PatchJGD");
  }

  @Test
  void tokyoByThreeParametersAgreesWithProj() {
    // echo "130.68 32.65" | gdaltransform -s_srs EPSG:4301 -t_srs EPSG:4612 -output_xy
    CrsPath.Placed uki = CrsPath.toJgd2011(Crs.TOKYO, GridShifts.NONE).place(point(130.68, 32.65));
    assertThat(uki.geometry().getCoordinate().x).isCloseTo(130.67765860139, within(1e-10));
    assertThat(uki.geometry().getCoordinate().y).isCloseTo(32.6533745758876, within(1e-10));
  }

  @Test
  void tokyoByGridIsDecimetresGood() throws IOException {
    CrsPath path = CrsPath.toJgd2011(Crs.TOKYO, grids());
    CrsPath.Placed tsukuba = path.place(point(140.08785504166664, 36.103774791666666));
    assertThat(tsukuba.geometry().getCoordinate().x).isCloseTo(140.084576867, within(3e-9));
    assertThat(tsukuba.accuracy().accuracyM())
        .as("the second grid does not reach Tsukuba")
        .isEqualTo(0.2 + 6);
  }

  @Test
  void everySystemLeadsBackToWhereItBegan() throws IOException {
    for (Crs crs : Crs.list()) {
      double lon =
          crs.planeZone().map(zone -> new PlaneZone(zone).originLon()).orElse(140.0846) + 0.1;
      double lat =
          crs.planeZone().map(zone -> new PlaneZone(zone).originLat()).orElse(36.1069) + 0.1;
      for (GridShifts grids : new GridShifts[] {GridShifts.NONE, grids()}) {
        Geometry out = CrsPath.fromJgd2011(crs, grids).place(point(lon, lat)).geometry();
        Geometry back = CrsPath.toJgd2011(crs, grids).place(out).geometry();
        assertThat(back.getCoordinate().x).as("%s", crs).isCloseTo(lon, within(1e-12));
        assertThat(back.getCoordinate().y).as("%s", crs).isCloseTo(lat, within(1e-12));
        assertThat(out.getSRID()).isEqualTo(crs.epsg());
      }
    }
  }

  @Test
  void theWayBackByGridIsExact() throws IOException {
    Geometry shrine = point(141.555963019, 38.298495306);
    Geometry old = CrsPath.fromJgd2011(Crs.JGD2000, grids()).place(shrine).geometry();
    assertThat(old.getCoordinate().x).isCloseTo(141.555900616, within(3e-9));
    Geometry again = CrsPath.toJgd2011(Crs.JGD2000, grids()).place(old).geometry();
    assertThat(again.getCoordinate().distance(shrine.getCoordinate())).isLessThan(1e-12);
  }

  @Test
  void positionsInTheWrongSystemAreRefused() {
    CrsPath path = CrsPath.toJgd2011(Crs.TOKYO, GridShifts.NONE);
    assertThatThrownBy(() -> path.place(point(-36828, -137643)))
        .isInstanceOf(CoordinateOutOfRangeException.class)
        .hasMessageContaining("EPSG:4301");
  }
}

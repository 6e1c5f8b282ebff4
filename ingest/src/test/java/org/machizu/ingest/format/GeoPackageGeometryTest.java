package org.machizu.ingest.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.io.ByteOrderValues;
import org.locationtech.jts.io.Ordinate;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.locationtech.jts.io.WKBWriter;
import org.locationtech.jts.io.WKTReader;

class GeoPackageGeometryTest {
  private static Geometry wkt(String text) {
    try {
      return new WKTReader().read(text);
    } catch (ParseException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POINT (141.8 42.7)",
        "POINT Z (141.8 42.7 12.5)",
        "POINT M (141.8 42.7 3)",
        "POINT ZM (141.8 42.7 12.5 3)",
        "POINT EMPTY",
        "LINESTRING (0 0, 1 1, 2 0)",
        "LINESTRING ZM (0 0 1 2, 1 1 3 4)",
        "LINESTRING EMPTY",
        "POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (1 1, 2 1, 2 2, 1 1))",
        "POLYGON Z ((0 0 1, 9 0 1, 9 9 1, 0 0 1))",
        "POLYGON EMPTY",
        "MULTIPOINT ((1 2), (3 4))",
        "MULTILINESTRING ((0 0, 1 1), (2 2, 3 3))",
        "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((5 5, 6 5, 6 6, 5 5)))",
        "MULTIPOLYGON EMPTY",
        "GEOMETRYCOLLECTION (POINT (1 2), MULTIPOINT ((3 4), (5 6)))"
      })
  void aGeometryComesBackAsItWas(String text) {
    Geometry geometry = wkt(text);
    byte[] value = GeoPackageGeometry.encode(geometry, 6680);
    assertThat(GeoPackageGeometry.srsId(value)).isEqualTo(6680);
    Geometry back = GeoPackageGeometry.decode(value);
    assertThat(Reading.wkt(back)).isEqualTo(Reading.wkt(geometry));
    assertThat(GeoPackageGeometry.findEnvelope(value))
        .isEqualTo(
            geometry.isEmpty()
                ? java.util.Optional.empty()
                : java.util.Optional.of(geometry.getEnvelopeInternal()));
    Envelope scanned = new Envelope();
    new WkbReader(value, GeoPackageGeometry.wkbStart(value)).expand(scanned);
    assertThat(scanned).isEqualTo(geometry.getEnvelopeInternal());
  }

  @Test
  void jtsOwnReaderReadsWhatIsWritten() throws ParseException {
    Geometry geometry = wkt("POLYGON ((0 0, 9 0, 9 9, 0 9, 0 0), (1 1, 2 1, 2 2, 1 1))");
    byte[] value = GeoPackageGeometry.encode(geometry, 4326);
    byte[] wkb = Arrays.copyOfRange(value, 40, value.length);
    assertThat(new WKBReader().read(wkb).equalsExact(geometry)).isTrue();
  }

  @Test
  void bothByteOrdersAndBothWaysOfSayingZAreRead() {
    Geometry geometry = wkt("LINESTRING Z (1 2 3, 4 5 6)");
    for (int order : new int[] {ByteOrderValues.BIG_ENDIAN, ByteOrderValues.LITTLE_ENDIAN}) {
      WKBWriter writer = new WKBWriter(3, order); // JTS writes Z as EWKB does
      writer.setOutputOrdinates(Ordinate.createXYZ());
      byte[] wkb = writer.write(geometry);
      byte[] value = new byte[8 + wkb.length];
      value[0] = 'G';
      value[1] = 'P';
      System.arraycopy(wkb, 0, value, 8, wkb.length);
      LineString back = (LineString) GeoPackageGeometry.decode(value);
      assertThat(back.getCoordinateSequence().getZ(1)).isEqualTo(6);
      assertThat(GeoPackageGeometry.findEnvelope(value)).contains(new Envelope(1, 4, 2, 5));
    }
  }

  @Test
  void theBoxOfABigEndianHeaderIsRead() {
    // Box xyz: minx, maxx, miny, maxy, minz, maxz; srs_id 4326, all big endian.
    byte[] value =
        HexFormat.of()
            .parseHex(
                "4750"
                    + "00"
                    + "04"
                    + "000010e6"
                    + "3ff0000000000000"
                    + "4000000000000000"
                    + "4008000000000000"
                    + "4010000000000000"
                    + "0000000000000000"
                    + "0000000000000000");
    assertThat(GeoPackageGeometry.srsId(value)).isEqualTo(4326);
    assertThat(GeoPackageGeometry.findEnvelope(value)).contains(new Envelope(1, 2, 3, 4));
  }

  @Test
  void pointsStandWithoutABox() {
    byte[] value = GeoPackageGeometry.encode(wkt("POINT (3 4)"), 4326);
    assertThat(value).hasSize(8 + 21);
    assertThat(((Point) GeoPackageGeometry.decode(value)).getY()).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POINT (3 4)", "LINESTRING (0 0, 1 1)", "POLYGON ((0 0, 1 0, 1 1, 0 0))"})
  void aSingleGeometryCanBeWrittenAsMulti(String text) {
    Geometry geometry = wkt(text);
    Geometry back = GeoPackageGeometry.decode(GeoPackageGeometry.encodeAsMulti(geometry, 1));
    assertThat(back.getGeometryType()).isEqualTo("Multi" + geometry.getGeometryType());
    assertThat(back.getNumGeometries()).isEqualTo(1);
    assertThat(back.getGeometryN(0).toText()).isEqualTo(geometry.toText());
  }

  @Test
  void aHeightThatIsNotANumberIsNoHeight() {
    Geometry geometry = wkt("LINESTRING (0 0, 1 1)"); // JTS keeps Z = NaN in these coordinates
    assertThat(GeoPackageGeometry.encode(geometry, 1)).hasSize(8 + 32 + 9 + 32);
  }

  @Test
  void aRingThatIsNotClosedIsRefused() {
    byte[] value = GeoPackageGeometry.encode(wkt("POLYGON ((0 0, 1 0, 1 1, 0 0))"), 1);
    value[value.length - 1] = 0x40; // the last y becomes 2.0
    assertThatThrownBy(() -> GeoPackageGeometry.decode(value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ring");
  }

  @Test
  void damagedBytesAreOnlyEverAnIllegalArgument() {
    Random random = new Random(20221201);
    String[] texts = {
      "MULTIPOLYGON (((0 0, 9 0, 9 9, 0 0), (1 1, 2 1, 2 2, 1 1)), ((5 5, 6 5, 6 6, 5 5)))",
      "GEOMETRYCOLLECTION (POINT (1 2), LINESTRING Z (1 2 3, 4 5 6))"
    };
    int refused = 0;
    for (int round = 0; round < 20_000; round++) {
      byte[] value = GeoPackageGeometry.encode(wkt(texts[round % 2]), 6668);
      for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
        value[random.nextInt(value.length)] = (byte) random.nextInt(256);
      }
      byte[] damaged =
          random.nextInt(4) == 0 ? Arrays.copyOf(value, random.nextInt(value.length)) : value;
      try {
        GeoPackageGeometry.findEnvelope(damaged);
        GeoPackageGeometry.decode(damaged);
      } catch (IllegalArgumentException expected) {
        refused++;
      }
    }
    assertThat(refused).isBetween(1_000, 19_000);
  }
}

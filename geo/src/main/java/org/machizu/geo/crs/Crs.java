package org.machizu.geo.crs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One of the coordinate reference systems that Machizu knows, by EPSG code. Coordinates are always
 * east before north (lon before lat) inside, whatever the authority's axis order.
 *
 * @param epsg the code
 */
public record Crs(int epsg) {
  /** JGD2011 lon/lat: what Machizu keeps. */
  public static final Crs JGD2011 = new Crs(6668);

  /** WGS84 lon/lat, taken as equal to JGD2011. */
  public static final Crs WGS84 = new Crs(4326);

  /** JGD2000 lon/lat. */
  public static final Crs JGD2000 = new Crs(4612);

  /** The old Tokyo datum, lon/lat. */
  public static final Crs TOKYO = new Crs(4301);

  /** Web Mercator, metres. */
  public static final Crs WEB_MERCATOR = new Crs(3857);

  /** The geodetic datum of a system. */
  public enum Datum {
    JGD2011,
    JGD2000,
    TOKYO,
    WGS84
  }

  /**
   * @throws IllegalArgumentException when Machizu does not know the code
   */
  public Crs {
    if (!isKnown(epsg)) {
      throw new IllegalArgumentException(
          "EPSG:%d is not known here; use 6668, 4326, 4612, 4301, 3857, or a plane-rectangular zone 6669-6687, 2443-2461, 30161-30179"
              .formatted(epsg));
    }
  }

  /** The plane-rectangular zone (平面直角座標系) on JGD2011. */
  public static Crs zone(int zone) {
    if (zone < 1 || zone > 19) {
      throw new IllegalArgumentException("zone " + zone + " is not allowed; zones are 1 to 19");
    }
    return new Crs(6668 + zone);
  }

  /**
   * The plane-rectangular zone on a datum.
   *
   * @throws IllegalArgumentException when the zone is not 1 to 19, or for WGS84, on which Japan has
   *     no zones
   */
  public static Crs zone(Datum datum, PlaneZone zone) {
    return switch (datum) {
      case JGD2011 -> new Crs(6668 + zone.number());
      case JGD2000 -> new Crs(2442 + zone.number());
      case TOKYO -> new Crs(30160 + zone.number());
      case WGS84 ->
          throw new IllegalArgumentException(
              "there are no plane-rectangular zones on WGS84; use those on JGD2011, EPSG:6669-6687");
    };
  }

  /** Lon/lat on a datum. */
  public static Crs geographic(Datum datum) {
    return switch (datum) {
      case JGD2011 -> JGD2011;
      case JGD2000 -> JGD2000;
      case TOKYO -> TOKYO;
      case WGS84 -> WGS84;
    };
  }

  /** Every system that Machizu knows: lon/lat, Web Mercator, and the zones of the three datums. */
  public static List<Crs> list() {
    List<Crs> all = new ArrayList<>(List.of(JGD2011, WGS84, JGD2000, TOKYO, WEB_MERCATOR));
    for (Datum datum : List.of(Datum.JGD2011, Datum.JGD2000, Datum.TOKYO)) {
      PlaneZone.list().forEach(zone -> all.add(zone(datum, zone)));
    }
    return List.copyOf(all);
  }

  /** Whether Machizu knows the code, so that {@code new Crs(epsg)} works. */
  public static boolean isKnown(int epsg) {
    return switch (epsg) {
      case 6668, 4326, 4612, 4301, 3857 -> true;
      default -> zoneOf(epsg) > 0;
    };
  }

  private static int zoneOf(int epsg) {
    if (epsg >= 6669 && epsg <= 6687) {
      return epsg - 6668;
    }
    if (epsg >= 2443 && epsg <= 2461) {
      return epsg - 2442;
    }
    return epsg >= 30161 && epsg <= 30179 ? epsg - 30160 : 0;
  }

  public Datum datum() {
    return switch (epsg) {
      case 6668 -> Datum.JGD2011;
      case 4612 -> Datum.JGD2000;
      case 4301 -> Datum.TOKYO;
      case 4326, 3857 -> Datum.WGS84;
      default -> epsg > 30000 ? Datum.TOKYO : epsg > 6000 ? Datum.JGD2011 : Datum.JGD2000;
    };
  }

  /** Whether coordinates are degrees. */
  public boolean isGeographic() {
    return epsg == 6668 || epsg == 4326 || epsg == 4612 || epsg == 4301;
  }

  /** Lon/lat on the same datum. */
  public Crs geographicBase() {
    return geographic(datum());
  }

  /** Whether positions of both mean the same place without a datum shift; WGS84 equals JGD2011. */
  public boolean sharesDatumWith(Crs other) {
    return worldDatum(datum()) == worldDatum(other.datum());
  }

  /**
   * Whether the authority writes north (or latitude) first. Inside Machizu and in its own files
   * east always stands first.
   */
  public boolean authorityNorthFirst() {
    return epsg != WEB_MERCATOR.epsg;
  }

  private static Datum worldDatum(Datum datum) {
    return datum == Datum.WGS84 ? Datum.JGD2011 : datum;
  }

  /** The plane-rectangular zone 1 to 19; empty for other systems. */
  public Optional<Integer> planeZone() {
    int zone = zoneOf(epsg);
    return zone > 0 ? Optional.of(zone) : Optional.empty();
  }

  @Override
  public String toString() {
    return "EPSG:" + epsg;
  }
}

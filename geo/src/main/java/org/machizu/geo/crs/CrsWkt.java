package org.machizu.geo.crs;

import java.util.Locale;

/**
 * The well-known texts of the systems that Machizu knows: ESRI's for {@code .prj} files, OGC's
 * version 1 for GeoPackage. They are GDAL's own, element by element, so that other programs know
 * them again.
 */
public final class CrsWkt {
  private static final String[] ROMAN = {
    "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV",
    "XVI", "XVII", "XVIII", "XIX"
  };

  private static final String DEGREE = "0.0174532925199433";

  private CrsWkt() {}

  /** Recognises a text of a {@code .prj} file, of either kind. */
  public static CrsMatch match(String wkt) {
    return WktMatcher.match(wkt);
  }

  /** The one line of a {@code .prj} file. */
  public static String esri(Crs crs) {
    String base = esriGeographic(crs.datum());
    if (crs.isGeographic()) {
      return base;
    }
    if (crs.equals(Crs.WEB_MERCATOR)) {
      return "PROJCS[\"WGS_1984_Web_Mercator_Auxiliary_Sphere\","
          + base
          + ",PROJECTION[\"Mercator_Auxiliary_Sphere\"],PARAMETER[\"False_Easting\",0.0],PARAMETER[\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\",0.0],PARAMETER[\"Standard_Parallel_1\",0.0],PARAMETER[\"Auxiliary_Sphere_Type\",0.0],UNIT[\"Meter\",1.0]]";
    }
    PlaneZone zone = new PlaneZone(crs.planeZone().orElseThrow());
    String prefix =
        switch (crs.datum()) {
          case JGD2011 -> "JGD_2011_Japan_Zone_";
          case JGD2000 -> "JGD_2000_Japan_Zone_";
          default -> "Japan_Zone_";
        };
    return "PROJCS[\"%s%d\",%s,PROJECTION[\"Transverse_Mercator\"],PARAMETER[\"False_Easting\",0.0],PARAMETER[\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\",%s],PARAMETER[\"Scale_Factor\",%s],PARAMETER[\"Latitude_Of_Origin\",%s],UNIT[\"Meter\",1.0]]"
        .formatted(
            prefix,
            zone.number(),
            base,
            esriDecimal(zone.originLon()),
            PlaneZone.SCALE,
            esriDecimal(zone.originLat()));
  }

  /** OGC WKT 1 with authority codes, as {@code gpkg_spatial_ref_sys.definition} takes it. */
  public static String ogc(Crs crs) {
    if (crs.isGeographic()) {
      return ogcGeographic(crs.datum(), ",AXIS[\"Latitude\",NORTH],AXIS[\"Longitude\",EAST]");
    }
    String base = ogcGeographic(crs.datum(), "");
    String metre = "UNIT[\"metre\",1,AUTHORITY[\"EPSG\",\"9001\"]]";
    if (crs.equals(Crs.WEB_MERCATOR)) {
      return "PROJCS[\"%s\",%s,PROJECTION[\"Mercator_1SP\"],PARAMETER[\"central_meridian\",0],PARAMETER[\"scale_factor\",1],PARAMETER[\"false_easting\",0],PARAMETER[\"false_northing\",0],%s,AXIS[\"Easting\",EAST],AXIS[\"Northing\",NORTH],EXTENSION[\"PROJ4\",\"+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m +nadgrids=@null +wktext +no_defs\"],AUTHORITY[\"EPSG\",\"3857\"]]"
          .formatted(name(crs), base, metre);
    }
    PlaneZone zone = new PlaneZone(crs.planeZone().orElseThrow());
    return "PROJCS[\"%s\",%s,PROJECTION[\"Transverse_Mercator\"],PARAMETER[\"latitude_of_origin\",%s],PARAMETER[\"central_meridian\",%s],PARAMETER[\"scale_factor\",%s],PARAMETER[\"false_easting\",0],PARAMETER[\"false_northing\",0],%s,AXIS[\"Northing\",NORTH],AXIS[\"Easting\",EAST],AUTHORITY[\"EPSG\",\"%d\"]]"
        .formatted(
            name(crs),
            base,
            decimal(zone.originLat()),
            decimal(zone.originLon()),
            PlaneZone.SCALE,
            metre,
            crs.epsg());
  }

  /** The name in the EPSG database, as "JGD2011 / Japan Plane Rectangular CS XII". */
  public static String name(Crs crs) {
    if (crs.equals(Crs.WEB_MERCATOR)) {
      return "WGS 84 / Pseudo-Mercator";
    }
    String base = Naming.of(crs.datum()).epsg;
    return crs.planeZone()
        .map(zone -> base + " / Japan Plane Rectangular CS " + ROMAN[zone - 1])
        .orElse(base);
  }

  private static String esriGeographic(Crs.Datum datum) {
    Naming naming = Naming.of(datum);
    Ellipsoid ellipsoid = Ellipsoid.of(datum);
    return "GEOGCS[\"GCS_%s\",DATUM[\"D_%s\",SPHEROID[\"%s\",%s,%s]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\",%s]]"
        .formatted(
            naming.esri,
            naming.esri,
            naming.esriEllipsoid,
            ellipsoid.semiMajorM(),
            ellipsoid.inverseFlattening(),
            DEGREE);
  }

  private static String ogcGeographic(Crs.Datum datum, String axes) {
    Naming naming = Naming.of(datum);
    Ellipsoid ellipsoid = Ellipsoid.of(datum);
    return "GEOGCS[\"%s\",DATUM[\"%s\",SPHEROID[\"%s\",%s,%s,AUTHORITY[\"EPSG\",\"%d\"]],AUTHORITY[\"EPSG\",\"%d\"]],PRIMEM[\"Greenwich\",0,AUTHORITY[\"EPSG\",\"8901\"]],UNIT[\"degree\",%s,AUTHORITY[\"EPSG\",\"9122\"]]%s,AUTHORITY[\"EPSG\",\"%d\"]]"
        .formatted(
            naming.epsg,
            naming.ogcDatum,
            naming.ogcEllipsoid,
            decimal(ellipsoid.semiMajorM()),
            ellipsoid.inverseFlattening(),
            naming.ellipsoidCode,
            naming.datumCode,
            DEGREE,
            axes,
            Crs.geographic(datum).epsg());
  }

  /** The same, with a fraction always. */
  private static String esriDecimal(double value) {
    String decimal = decimal(value);
    return decimal.contains(".") ? decimal : decimal + ".0";
  }

  /** Fifteen digits at the most, without an empty fraction. */
  private static String decimal(double value) {
    if (value == Math.rint(value)) {
      return Long.toString((long) value);
    }
    String digits = String.format(Locale.ROOT, "%.12f", value);
    return digits.replaceFirst("0+$", "");
  }

  /** What the two families of texts call a datum. */
  enum Naming {
    JGD2011("JGD2011", "JGD_2011", "Japanese_Geodetic_Datum_2011", 1128, "GRS 1980", 7019),
    JGD2000("JGD2000", "JGD_2000", "Japanese_Geodetic_Datum_2000", 6612, "GRS 1980", 7019),
    TOKYO("Tokyo", "Tokyo", "Tokyo", 6301, "Bessel 1841", 7004),
    WGS84("WGS 84", "WGS_1984", "WGS_1984", 6326, "WGS 84", 7030);

    final String epsg;
    final String esri;
    final String ogcDatum;
    final int datumCode;
    final String ogcEllipsoid;
    final int ellipsoidCode;
    final String esriEllipsoid;

    Naming(
        String epsg,
        String esri,
        String ogcDatum,
        int datumCode,
        String ogcEllipsoid,
        int ellipsoidCode) {
      this.epsg = epsg;
      this.esri = esri;
      this.ogcDatum = ogcDatum;
      this.datumCode = datumCode;
      this.ogcEllipsoid = ogcEllipsoid;
      this.ellipsoidCode = ellipsoidCode;
      this.esriEllipsoid =
          ogcEllipsoid.equals("WGS 84") ? "WGS_1984" : ogcEllipsoid.replace(' ', '_');
    }

    static Naming of(Crs.Datum datum) {
      return valueOf(datum.name());
    }
  }
}

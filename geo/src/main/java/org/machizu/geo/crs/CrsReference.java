package org.machizu.geo.crs;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A coordinate reference system as people, addresses and files name it: {@code EPSG:6680}, {@code
 * 6680}, {@code urn:ogc:def:crs:EPSG::6668}, {@code http://www.opengis.net/def/crs/EPSG/0/6668},
 * {@code CRS84}, {@code JGD2011}, {@code 12系}, {@code JGD2000 第XII系}.
 *
 * @param crs the system, without height
 * @param authorityForm whether the name is a URN or an address, which bind to the order of axes of
 *     the authority; GML and OGC services read them so
 * @param withHeight whether a height stands behind the two coordinates (EPSG:6697)
 */
public record CrsReference(Crs crs, boolean authorityForm, boolean withHeight) {
  private static final String ALLOWED =
      "allowed are EPSG:6668 (JGD2011), 4326, 4612, 4301, 3857, 6697, the plane-rectangular zones 6669-6687 (JGD2011), 2443-2461 (JGD2000), 30161-30179 (Tokyo), also as URN or http://www.opengis.net/def/crs/EPSG/0/N, CRS84, and a zone as 12系 or 'JGD2000 12系'";

  private static final int MAX_LENGTH = 200;

  /** JGD2011 with heights above T.P., as PLATEAU uses it. */
  private static final int JGD2011_WITH_HEIGHT = 6697;

  /** Codes of ESRI and of old software for Web Mercator. */
  private static final List<Integer> MERCATOR_ALIASES = List.of(102100, 102113, 900913);

  private static final Pattern EPSG = Pattern.compile("(?:EPSG\\s*:{1,2}\\s*)?([0-9]{4,6})");
  private static final Pattern URN =
      Pattern.compile("URN:(?:X-)?OGC:DEF:CRS:EPSG:(?:[^:]*:)?([0-9]{4,6})");
  private static final Pattern ADDRESS =
      Pattern.compile("HTTPS?://WWW\\.OPENGIS\\.NET/DEF/CRS/EPSG/[^/]+/([0-9]{4,6})");
  private static final Pattern CRS84 =
      Pattern.compile(
          "(?:OGC:|URN:OGC:DEF:CRS:OGC:[^:]*:|HTTPS?://WWW\\.OPENGIS\\.NET/DEF/CRS/OGC/[^/]+/)?CRS84");
  private static final Pattern ZONE =
      Pattern.compile(
          "(?:(JGD2011|JGD2000|TOKYO|日本測地系)[\\s/]*)?(?:平面直角(?:座標系?)?|公共座標|ZONE)?\\s*第?\\s*([0-9]{1,2}|[IVX]{1,5}|[一二三四五六七八九十]{1,3})(系|$)");

  private static final List<String> ROMAN =
      List.of(
          "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV",
          "XV", "XVI", "XVII", "XVIII", "XIX");

  private static final String KANJI = "一二三四五六七八九";

  private static final Map<String, Crs> NAMES =
      Map.of(
          "JGD2011", Crs.JGD2011,
          "WGS84", Crs.WGS84,
          "JGD2000", Crs.JGD2000,
          "TOKYO", Crs.TOKYO,
          "日本測地系", Crs.TOKYO,
          "旧日本測地系", Crs.TOKYO);

  /**
   * Reads a name.
   *
   * @throws IllegalArgumentException when the text names no system that Machizu knows; the message
   *     lists what is allowed
   */
  public static CrsReference parse(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "a coordinate system named with "
              + text.length()
              + " characters is not known; "
              + ALLOWED);
    }
    String name = Normalizer.normalize(text, Normalizer.Form.NFKC).strip().toUpperCase(Locale.ROOT);
    Matcher crs84 = CRS84.matcher(name);
    if (crs84.matches()) {
      return new CrsReference(Crs.WGS84, false, false);
    }
    for (Pattern form : List.of(URN, ADDRESS)) {
      Matcher matcher = form.matcher(name);
      if (matcher.matches()) {
        return ofCode(matcher.group(1), true, text);
      }
    }
    Matcher epsg = EPSG.matcher(name);
    if (epsg.matches()) {
      return ofCode(epsg.group(1), false, text);
    }
    Crs named = NAMES.get(name.replaceAll("[\\s_]", ""));
    if (named != null) {
      return new CrsReference(named, false, false);
    }
    Matcher zone = ZONE.matcher(name.replaceFirst("^旧", ""));
    if (zone.matches() && isMarkedAsZone(name, zone)) {
      return new CrsReference(zone(zone, text), false, false);
    }
    throw notKnown(text);
  }

  /**
   * Whether the coordinates that go with this name stand north (or latitude) before east. Only URNs
   * and addresses say so; with the short forms files write lon, lat.
   */
  public boolean northFirst() {
    return authorityForm && crs.authorityNorthFirst();
  }

  /** A bare "12" could be anything; "12系", "zone 12" and "JGD2000 12" are zones. */
  private static boolean isMarkedAsZone(String name, Matcher zone) {
    return zone.group(3).equals("系") || zone.group(1) != null || name.contains("ZONE");
  }

  private static CrsReference ofCode(String digits, boolean authorityForm, String text) {
    int code = Integer.parseInt(digits);
    if (code == JGD2011_WITH_HEIGHT) {
      return new CrsReference(Crs.JGD2011, authorityForm, true);
    }
    int known = MERCATOR_ALIASES.contains(code) ? Crs.WEB_MERCATOR.epsg() : code;
    if (!Crs.isKnown(known)) {
      throw notKnown(text);
    }
    return new CrsReference(new Crs(known), authorityForm, false);
  }

  private static Crs zone(Matcher zone, String text) {
    Crs.Datum datum =
        switch (zone.group(1)) {
          case "JGD2000" -> Crs.Datum.JGD2000;
          case "TOKYO", "日本測地系" -> Crs.Datum.TOKYO;
          case null, default -> Crs.Datum.JGD2011;
        };
    int number = number(zone.group(2));
    if (number < 1 || number > ROMAN.size()) {
      throw notKnown(text);
    }
    return Crs.zone(datum, new PlaneZone(number));
  }

  /** A number in Arabic, Roman or Japanese writing; 0 when it is none up to nineteen. */
  private static int number(String written) {
    if (Character.isDigit(written.charAt(0))) {
      return Integer.parseInt(written);
    }
    int roman = ROMAN.indexOf(written) + 1;
    if (roman > 0) {
      return roman;
    }
    int ten = written.indexOf('十');
    if (ten < 0) {
      return written.length() == 1 ? KANJI.indexOf(written) + 1 : 0;
    }
    String unit = written.substring(1);
    if (ten > 0 || unit.length() > 1) {
      return 0;
    }
    return unit.isEmpty() ? 10 : 11 + KANJI.indexOf(unit);
  }

  private static IllegalArgumentException notKnown(String text) {
    String shown = text.length() <= 60 ? text : text.substring(0, 60) + "…";
    return new IllegalArgumentException(
        "coordinate system '" + shown + "' is not known; " + ALLOWED);
  }
}

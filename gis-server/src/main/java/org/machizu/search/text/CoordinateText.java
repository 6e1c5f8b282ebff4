package org.machizu.search.text;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.crs.CoordinateOutOfRangeException;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.crs.CrsConversion;
import org.machizu.geo.crs.JapanExtent;

/**
 * A position written as text: {@code 42.76,141.82} in either order, 北緯42度45分36秒 東経141度49分12秒,
 * {@code N42°45'36" E141°49'12"}, or plane coordinates {@code X=-137000 Y=-35000} (surveyors' X
 * runs north). Only what lies in Japan's range is a position.
 */
public final class CoordinateText {
  private static final String NUMBER = "[-+]?\\d{1,3}(?:\\.\\d{1,12})?";
  private static final String ANGLE =
      "(北緯|東経|緯度|経度|latitude|longitude|lat|lon|lng|[ne])?[:=\\s]*("
          + NUMBER
          + ")\\s*(?:[度°]\\s*(?:(\\d{1,2}(?:\\.\\d+)?)\\s*[分']\\s*(?:(\\d{1,2}(?:\\.\\d+)?)\\s*(?:秒|\"|'')?)?)?)?\\s*([ne])?";
  private static final Pattern PAIR =
      Pattern.compile(
          "[(\\[]?\\s*"
              + ANGLE
              + "(?:\\s*[,;/、]\\s*|\\s+|(?<=[ne秒\"])|(?<=[\\d度°分'])(?=[北東ne]))"
              + ANGLE
              + "\\s*[)\\]]?");
  private static final String METRES =
      "([-+]?\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|[-+]?\\d{1,7}(?:\\.\\d+)?)";
  private static final Pattern PLANE =
      Pattern.compile(
          "(?:第?\\s*(\\d{1,2}|[ivx]{1,5})\\s*系)?[\\s:,、]*(x|y)(?:座標)?\\s*[=:]?\\s*"
              + METRES
              + "\\s*m?[\\s,;、]*(x|y)(?:座標)?\\s*[=:]?\\s*"
              + METRES
              + "\\s*m?\\s*(?:[(\\[]?\\s*第?\\s*(\\d{1,2}|[ivx]{1,5})\\s*系\\s*[)\\]]?)?");

  private CoordinateText() {}

  /**
   * The position that the text tells; empty when it tells none, or none in Japan.
   *
   * @param zone the town's plane-rectangular zone, for plane coordinates that name none
   */
  public static Optional<LonLat> parse(String text, Optional<Crs> zone) {
    String plain = plain(text);
    Optional<LonLat> plane = plane(plain, zone);
    return plane.isPresent() ? plane : degrees(plain);
  }

  private static String plain(String text) {
    String signs =
        text.replaceAll("[˚º]", "°").replaceAll("[″”“〃]", "\"").replaceAll("[′’‘´`]", "'");
    return Spelling.wide(Normalizer.normalize(signs, Normalizer.Form.NFKC))
        .toLowerCase(Locale.ROOT)
        .replaceAll("(?<=^|[\\s,=:])ー(?=\\d)", "-")
        .strip();
  }

  private static Optional<LonLat> degrees(String plain) {
    Matcher pair = PAIR.matcher(plain);
    if (!pair.matches()) {
      return Optional.empty();
    }
    double first = angle(pair, 0);
    double second = angle(pair, 5);
    Axis firstAxis = axis(pair, 0);
    Axis secondAxis = axis(pair, 5);
    boolean marked =
        plain.matches(".*[度°].*") || firstAxis != Axis.UNSAID || secondAxis != Axis.UNSAID;
    boolean precise = plain.contains(",") || plain.matches(".*\\.\\d+\\D+.*\\.\\d+.*");
    if (!marked && !precise || firstAxis != Axis.UNSAID && firstAxis == secondAxis) {
      return Optional.empty(); // two whole numbers side by side may be anything
    }
    if (firstAxis == Axis.UNSAID && secondAxis == Axis.UNSAID) {
      boolean lonFirst = JapanExtent.contains(first, second);
      return lonFirst ? inJapan(first, second) : inJapan(second, first);
    }
    boolean lonFirst = firstAxis == Axis.LON || secondAxis == Axis.LAT;
    return lonFirst ? inJapan(first, second) : inJapan(second, first);
  }

  private enum Axis {
    LAT,
    LON,
    UNSAID
  }

  private static Axis axis(Matcher pair, int before) {
    String word = pair.group(before + 1) != null ? pair.group(before + 1) : pair.group(before + 5);
    if (word == null) {
      return Axis.UNSAID;
    }
    return word.startsWith("lat") || word.equals("n") || word.contains("緯") ? Axis.LAT : Axis.LON;
  }

  private static double angle(Matcher pair, int before) {
    return Double.parseDouble(pair.group(before + 2))
        + part(pair.group(before + 3)) / 60
        + part(pair.group(before + 4)) / 3600;
  }

  private static double part(@Nullable String number) {
    return number == null ? 0 : Double.parseDouble(number);
  }

  private static Optional<LonLat> inJapan(double lon, double lat) {
    return JapanExtent.contains(lon, lat) ? Optional.of(new LonLat(lon, lat)) : Optional.empty();
  }

  private static Optional<LonLat> plane(String plain, Optional<Crs> zone) {
    Matcher found = PLANE.matcher(plain);
    if (!found.matches() || found.group(2).equals(found.group(4))) {
      return Optional.empty();
    }
    String named = found.group(1) != null ? found.group(1) : found.group(6);
    Optional<Crs> system = named == null ? zone : zone(named);
    boolean xFirst = found.group(2).equals("x");
    double north = metres(found.group(xFirst ? 3 : 5));
    double east = metres(found.group(xFirst ? 5 : 3));
    return system.flatMap(crs -> lonLat(crs, east, north));
  }

  private static double metres(String number) {
    return Double.parseDouble(number.replace(",", ""));
  }

  private static Optional<Crs> zone(String number) {
    int zone = Numerals.isArabic(number.charAt(0)) ? Integer.parseInt(number) : roman(number);
    return zone >= 1 && zone <= 19 ? Optional.of(Crs.zone(zone)) : Optional.empty();
  }

  private static int roman(String number) {
    int sum = 0;
    for (int i = 0; i < number.length(); i++) {
      int value = romanDigit(number.charAt(i));
      boolean before = i + 1 < number.length() && romanDigit(number.charAt(i + 1)) > value;
      sum += before ? -value : value;
    }
    return sum;
  }

  private static int romanDigit(char c) {
    return switch (c) {
      case 'i' -> 1;
      case 'v' -> 5;
      default -> 10;
    };
  }

  private static Optional<LonLat> lonLat(Crs system, double east, double north) {
    double[] xy = {east, north};
    try {
      CrsConversion.between(system, system.geographicBase()).apply(xy);
    } catch (CoordinateOutOfRangeException e) {
      return Optional.empty();
    }
    return inJapan(xy[0], xy[1]);
  }
}

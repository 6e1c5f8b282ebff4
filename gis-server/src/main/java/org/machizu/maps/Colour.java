package org.machizu.maps;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A colour by hue, saturation and lightness, as CSS Color 4 has them.
 *
 * @param hue 0 to 360
 * @param saturation 0 to 1
 * @param lightness 0 to 1
 * @param alpha 0 (clear) to 1
 */
public record Colour(double hue, double saturation, double lightness, double alpha) {
  static final Pattern HEX =
      Pattern.compile("#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})", Pattern.CASE_INSENSITIVE);

  private static final Pattern FUNCTION =
      Pattern.compile("(rgb|hsl)a?\\(([0-9.,%/ +-]{5,60})\\)", Pattern.CASE_INSENSITIVE);

  /** The basic names of CSS; styles that want others write numbers. */
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("transparent", "#00000000"),
          Map.entry("black", "#000000"),
          Map.entry("white", "#ffffff"),
          Map.entry("gray", "#808080"),
          Map.entry("grey", "#808080"),
          Map.entry("silver", "#c0c0c0"),
          Map.entry("red", "#ff0000"),
          Map.entry("maroon", "#800000"),
          Map.entry("orange", "#ffa500"),
          Map.entry("yellow", "#ffff00"),
          Map.entry("olive", "#808000"),
          Map.entry("lime", "#00ff00"),
          Map.entry("green", "#008000"),
          Map.entry("aqua", "#00ffff"),
          Map.entry("teal", "#008080"),
          Map.entry("blue", "#0000ff"),
          Map.entry("navy", "#000080"),
          Map.entry("fuchsia", "#ff00ff"),
          Map.entry("purple", "#800080"));

  /** Whether a text can be nothing but a colour, unlike a name, which may be a word of the data. */
  static boolean isWritten(String text) {
    return HEX.matcher(text).matches() || FUNCTION.matcher(text).matches();
  }

  /** Reads #rgb, #rgba, #rrggbb, #rrggbbaa, rgb(), hsl() or a basic name; empty for others. */
  public static Optional<Colour> find(String text) {
    String plain = text.strip().toLowerCase(Locale.ROOT);
    String hex = NAMES.getOrDefault(plain, plain);
    if (HEX.matcher(hex).matches()) {
      return Optional.of(ofHex(hex.substring(1)));
    }
    Matcher function = FUNCTION.matcher(plain);
    return function.matches() ? ofFunction(function.group(1), function.group(2)) : Optional.empty();
  }

  Colour with(double newSaturation, double newLightness) {
    return new Colour(hue, newSaturation, newLightness, alpha);
  }

  /** Its part of red, 0 to 1. */
  public double red() {
    return channel(0);
  }

  /** Its part of green, 0 to 1. */
  public double green() {
    return channel(8);
  }

  /** Its part of blue, 0 to 1. */
  public double blue() {
    return channel(4);
  }

  /** #rrggbb, or #rrggbbaa when one can see through it. */
  String hex() {
    String opaque = "#%02x%02x%02x".formatted(digits(red()), digits(green()), digits(blue()));
    return alpha >= 1 ? opaque : opaque + "%02x".formatted(Math.round(alpha * 255));
  }

  private static int digits(double part) {
    return (int) Math.round(part * 255);
  }

  /** CSS Color 4, 7.1: HSL to RGB. */
  private double channel(int offset) {
    double k = (offset + hue / 30) % 12;
    double a = saturation * Math.min(lightness, 1 - lightness);
    return lightness - a * Math.max(-1, Math.min(Math.min(k - 3, 9 - k), 1));
  }

  private static Colour ofHex(String digits) {
    String wide = digits.length() > 4 ? digits : digits.replaceAll(".", "$0$0");
    double alpha = wide.length() == 8 ? byteAt(wide, 6) : 1;
    return ofRgb(byteAt(wide, 0), byteAt(wide, 2), byteAt(wide, 4), alpha);
  }

  private static double byteAt(String digits, int at) {
    return Integer.parseInt(digits.substring(at, at + 2), 16) / 255.0;
  }

  private static Optional<Colour> ofFunction(String name, String arguments) {
    String[] parts = arguments.strip().split("[\\s,/]+");
    if (parts.length < 3 || parts.length > 4) {
      return Optional.empty();
    }
    try {
      double alpha = parts.length == 4 ? part(parts[3], 1) : 1;
      return Optional.of(
          name.equals("rgb")
              ? ofRgb(part(parts[0], 255), part(parts[1], 255), part(parts[2], 255), alpha)
              : new Colour(
                  ((Double.parseDouble(parts[0]) % 360) + 360) % 360,
                  part(parts[1], 100),
                  part(parts[2], 100),
                  alpha));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** A number as a part of what is whole, or a percentage; bounded to 0 to 1. */
  private static double part(String text, double whole) {
    double value =
        text.endsWith("%")
            ? Double.parseDouble(text.substring(0, text.length() - 1)) / 100
            : Double.parseDouble(text) / whole;
    return Math.clamp(value, 0, 1);
  }

  private static Colour ofRgb(double red, double green, double blue, double alpha) {
    double max = Math.max(red, Math.max(green, blue));
    double min = Math.min(red, Math.min(green, blue));
    double lightness = (max + min) / 2;
    double chroma = max - min;
    if (chroma == 0) {
      return new Colour(0, 0, lightness, alpha);
    }
    double saturation = chroma / (1 - Math.abs(2 * lightness - 1));
    double sixth;
    if (max == red) {
      sixth = (green - blue) / chroma;
    } else if (max == green) {
      sixth = (blue - red) / chroma + 2;
    } else {
      sixth = (red - green) / chroma + 4;
    }
    return new Colour((sixth * 60 + 360) % 360, saturation, lightness, alpha);
  }
}

package org.machizu.maps.paper;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.machizu.maps.expression.Rgba;

/** Looks as JSON. */
final class LookJson {
  private LookJson() {}

  static Map<String, Object> of(Look look) {
    Map<String, Object> json = new LinkedHashMap<>();
    switch (look) {
      case Look.Area area -> {
        json.put("kind", "area");
        put(json, "color", area.fill());
        put(json, "outline", area.outline());
      }
      case Look.Tiled tiled -> {
        json.put("kind", "pattern");
        json.put("pattern", tiled.pattern().name());
        put(json, "color", tiled.pattern().colour().faded(tiled.opacity()));
        put(json, "background", tiled.pattern().background().faded(tiled.opacity()));
      }
      case Look.Line line -> {
        json.put("kind", "line");
        put(json, "color", line.colour());
        json.put("widthMm", rounded(line.widthMm()));
        if (!line.dashMm().isEmpty()) {
          json.put("dashMm", line.dashMm().stream().map(LookJson::rounded).toList());
        }
      }
      case Look.Disc disc -> {
        json.put("kind", "disc");
        json.put("radiusMm", rounded(disc.radiusMm()));
        put(json, "color", disc.fill());
        put(json, "outline", disc.edge());
      }
      case Look.Sign sign -> {
        json.put("kind", "sign");
        json.put("heightMm", rounded(sign.drawing().heightPx() * sign.scale()));
      }
    }
    return json;
  }

  private static void put(Map<String, Object> json, String name, Rgba colour) {
    if (!colour.isClear()) {
      json.put(name, hex(colour));
    }
  }

  private static String hex(Rgba colour) {
    String rgb = part(colour.red()) + part(colour.green()) + part(colour.blue());
    String alpha = part(colour.alpha());
    return "#" + rgb + (alpha.equals("ff") ? "" : alpha);
  }

  private static String part(double value) {
    return String.format(Locale.ROOT, "%02x", Math.round(Math.clamp(value, 0, 1) * 255));
  }

  private static double rounded(double mm) {
    return Math.rint(mm * 1000) / 1000;
  }
}

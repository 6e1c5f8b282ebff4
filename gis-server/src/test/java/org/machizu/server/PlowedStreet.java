package org.machizu.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Three roads of 204 m with one lane, R0 to R2 from west to east, and a plow that clears them. */
final class PlowedStreet {
  private static final double WEST = 141.82;
  private static final double ROAD_DEGREES = 0.0025;
  private static final double LAT = 42.76;
  private static final double METRES_PER_DEGREE = 81_800;

  private PlowedStreet() {}

  /** The roads as GeoJSON. */
  static String roads() {
    String roads =
        IntStream.range(0, 3).mapToObj(PlowedStreet::road).collect(Collectors.joining(","));
    return "{\"type\":\"FeatureCollection\",\"features\":[" + roads + "]}";
  }

  private static String road(int place) {
    double from = WEST + place * ROAD_DEGREES;
    return String.format(
        Locale.ROOT,
        "{\"type\":\"Feature\",\"properties\":{\"区間番号\":\"R%d\",\"幅員_m\":4,\"一方通行\":\"なし\"},\"geometry\":{\"type\":\"LineString\",\"coordinates\":[[%.6f,%s],[%.6f,%s]]}}",
        place,
        from,
        LAT,
        from + ROAD_DEGREES,
        LAT);
  }

  /** A body of positions: eastward at 5 m/s, one each second, with the blade down. */
  static String drive(double fromM, double toM, Instant begin) {
    List<String> positions = new ArrayList<>();
    for (double m = fromM; m <= toM; m += 5) {
      positions.add(
          String.format(
              Locale.ROOT,
              "{\"time\":\"%s\",\"lon\":%.7f,\"lat\":%.7f,\"accuracyM\":4,\"speedMps\":5,\"courseDeg\":90,\"extra\":{\"blade\":\"down\"}}",
              begin.plusSeconds(positions.size()),
              WEST + m / METRES_PER_DEGREE,
              LAT + 0.00001));
    }
    return "{\"positions\":[" + String.join(",", positions) + "]}";
  }

  /** The state of a road, as somebody is told. */
  static String state(Caller caller, String section) {
    for (JsonNode feature : caller.get("/api/snow/roads").json().path("features")) {
      if (feature.at("/properties/section").asText().equals(section)) {
        return feature.at("/properties/state").asText();
      }
    }
    return "none there";
  }
}

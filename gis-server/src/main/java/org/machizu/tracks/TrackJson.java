package org.machizu.tracks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.machizu.ingest.gps.Position;
import org.machizu.tracks.TrackStore.Latest;
import org.machizu.tracks.Trails.Trail;

/** Vehicles and positions as JSON. */
final class TrackJson {
  /** A centimetre or so; more would only tell the noise of the receiver. */
  private static final double DEGREES = 1e7;

  private TrackJson() {}

  static Map<String, Object> collection(List<Map<String, Object>> features) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", "FeatureCollection");
    json.put("features", features);
    return json;
  }

  static Map<String, Object> device(Device device) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("device", device.name());
    json.put("title", device.title());
    json.put("vehicle", device.vehicle());
    json.put("work", device.work() == null ? null : device.work().code());
    json.put("widthM", device.widthM());
    json.put("heard", device.heard());
    return json;
  }

  static Map<String, Object> vehicle(Latest latest) {
    Map<String, Object> properties = device(latest.device());
    Position position = latest.position();
    properties.put("time", position.time());
    put(properties, "speedMps", position.speedMps());
    put(properties, "courseDeg", position.courseDeg());
    put(properties, "accuracyM", position.accuracyM());
    return feature(point(position), properties);
  }

  static Map<String, Object> point(Position position) {
    return Map.of("type", "Point", "coordinates", place(position));
  }

  static Map<String, Object> trail(@Nullable Device device, Trail trail) {
    Map<String, Object> properties = new LinkedHashMap<>();
    if (device != null) {
      properties.put("device", device.name());
      properties.put("title", device.title());
    }
    properties.put("begin", trail.begin());
    properties.put("end", trail.end());
    // As other programs write times beside coordinates; seconds since 1970, as they are many.
    properties.put("times", trail.points().stream().map(p -> p.time().getEpochSecond()).toList());
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("type", "LineString");
    line.put("coordinates", trail.points().stream().map(TrackJson::place).toList());
    return feature(line, properties);
  }

  static Map<String, Object> feature(Map<String, Object> geometry, Map<String, Object> properties) {
    Map<String, Object> feature = new LinkedHashMap<>();
    feature.put("type", "Feature");
    feature.put("geometry", geometry);
    feature.put("properties", properties);
    return feature;
  }

  private static void put(Map<String, Object> json, String name, @Nullable Object value) {
    if (value != null) {
      json.put(name, value);
    }
  }

  private static List<Double> place(Position position) {
    return List.of(round(position.lon()), round(position.lat()));
  }

  private static double round(double degrees) {
    return Math.round(degrees * DEGREES) / DEGREES;
  }
}

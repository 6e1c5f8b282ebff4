package org.machizu.ingest.gps;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.machizu.ingest.format.FormatException;

/**
 * One feature of a GeoJSON track while its members come. Times and vertices are held as numbers, at
 * most {@link #MAX_VERTICES} of them: either of the two may come first, so one must wait.
 */
final class GeoJsonFix {
  static final int MAX_VERTICES = 500_000;

  /** As {@link PositionWriter} writes them. */
  private static final String OWN_EXTRA = "extra.";

  private static final long NO_TIME = Long.MIN_VALUE;
  private static final long BAD_TIME = Long.MIN_VALUE + 1;

  private String geometryType = "";
  private double[] vertices = new double[3];
  private int vertexCount;
  private long[] times = new long[1];
  private int timeCount;
  private @Nullable FlatJson properties;

  /** Takes a member of the feature, to its end. */
  void member(String name, JsonParser json) throws IOException, FormatException {
    if (name.equals("geometry") && json.currentToken() == JsonToken.START_OBJECT) {
      geometry(json);
    } else if (name.equals("properties") && json.currentToken() == JsonToken.START_OBJECT) {
      properties = FlatJson.read(json, this::takesTimes);
    } else {
      json.skipChildren();
    }
  }

  private void geometry(JsonParser json) throws IOException, FormatException {
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      json.nextToken();
      if (name.equals("type")) {
        geometryType = json.getText();
        json.skipChildren();
      } else if (name.equals("coordinates") && json.currentToken() == JsonToken.START_ARRAY) {
        coordinates(json, 0);
      } else {
        json.skipChildren();
      }
    }
  }

  private void coordinates(JsonParser json, int depth) throws IOException, FormatException {
    double[] vertex = {Double.NaN, Double.NaN, Double.NaN};
    int numbers = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      JsonToken token = json.currentToken();
      if (token == JsonToken.START_ARRAY && depth < 4) {
        coordinates(json, depth + 1);
      } else if (token.isNumeric()) {
        if (numbers < 3) {
          vertex[numbers] = json.getDoubleValue();
        }
        numbers++;
      } else {
        json.skipChildren();
        numbers++; // the vertex is refused, its place keeps the times in step
      }
    }
    if (numbers > 0) {
      add(vertex);
    }
  }

  private void add(double[] vertex) throws FormatException {
    checkRoom(vertexCount);
    if (vertices.length < 3 * vertexCount + 3) {
      vertices = Arrays.copyOf(vertices, 2 * vertices.length);
    }
    System.arraycopy(vertex, 0, vertices, 3 * vertexCount++, 3);
  }

  /** Reads a list of times, when the value of that name is one. */
  private boolean takesTimes(String name, JsonParser json) throws IOException, FormatException {
    boolean isTimes =
        name.equals("coordTimes")
            || name.equals("times")
            || name.equals("coordinateProperties.times");
    if (!isTimes) {
      // Other lists for each vertex (heart rates) would be too much for one position.
      return name.startsWith("coordinateProperties.") && skipped(json);
    }
    times(json, 0);
    return true;
  }

  private static boolean skipped(JsonParser json) throws IOException {
    json.skipChildren();
    return true;
  }

  private void times(JsonParser json, int depth) throws IOException, FormatException {
    while (json.nextToken() != JsonToken.END_ARRAY) {
      if (json.currentToken() == JsonToken.START_ARRAY && depth < 1) {
        times(json, depth + 1);
        continue;
      }
      checkRoom(timeCount);
      if (times.length == timeCount) {
        times = Arrays.copyOf(times, 2 * times.length);
      }
      times[timeCount++] = time(json);
    }
  }

  private static long time(JsonParser json) throws IOException {
    JsonToken token = json.currentToken();
    Instant time;
    if (token == JsonToken.VALUE_NULL) {
      return NO_TIME;
    } else if (token == JsonToken.VALUE_STRING) {
      time = GpsTime.parse(json.getText(), ZoneOffset.UTC);
    } else {
      time = token.isNumeric() ? GpsTime.ofEpoch(json.getDoubleValue()) : null;
      json.skipChildren();
    }
    return time == null ? BAD_TIME : time.toEpochMilli();
  }

  private static void checkRoom(int count) throws FormatException {
    if (count >= MAX_VERTICES) {
      throw new FormatException(
          "line-too-long",
          "a line has more than %,d vertices".formatted(MAX_VERTICES),
          "Split the track, or export it as GPX.");
    }
  }

  /** Gives the feature's fixes to the sink; the index of the next one. */
  int emit(int first, PositionSink sink) throws IOException {
    return switch (geometryType) {
      case "Point" -> {
        emitPoint(first, sink);
        yield first + 1;
      }
      case "LineString", "MultiLineString" -> {
        for (int i = 0; i < vertexCount; i++) {
          emitVertex(first + i, i, sink);
        }
        yield first + vertexCount;
      }
      default -> first;
    };
  }

  private void emitPoint(int index, PositionSink sink) throws IOException {
    Fix fix = place(0);
    FlatJson sent = properties;
    if (sent == null) {
      fix.emit(index, sink, () -> at(0));
      return;
    }
    if (sent.excess() != null) {
      fix.refuse("too-large", "the feature is too much for one position: " + sent.excess());
    }
    for (Map.Entry<String, Object> property : sent.rest()) {
      String name = property.getKey();
      TrackNames role = TrackNames.of(name);
      if (role == TrackNames.TIME && !fix.hasTime()) {
        Object value = property.getValue();
        Double number = Numbers.find(value);
        fix.time(
            number == null
                ? GpsTime.parse(value.toString(), ZoneOffset.UTC)
                : GpsTime.ofEpoch(number),
            value);
      } else if (role == TrackNames.LON || role == TrackNames.LAT) {
        fix.extra(name, property.getValue()); // the geometry says where
      } else if (name.startsWith(OWN_EXTRA)) {
        fix.extra(name.substring(OWN_EXTRA.length()), property.getValue());
      } else if (role == TrackNames.NONE) {
        fix.extra(name, property.getValue()); // JSON says itself what is text and what a number
      } else {
        role.put(fix, name, property.getValue());
      }
    }
    fix.emit(index, sink, () -> at(0) + " " + sent.raw());
  }

  private void emitVertex(int index, int vertex, PositionSink sink) throws IOException {
    Fix fix = place(vertex);
    if (timeCount > 0 && timeCount != vertexCount) {
      fix.refuse(
          "times-differ",
          "the line has %d vertices and %d times; each vertex needs its own"
              .formatted(vertexCount, timeCount));
    } else if (timeCount > 0 && times[vertex] == BAD_TIME) {
      fix.time(null, "number " + vertex + " in the list of times");
    } else if (timeCount > 0 && times[vertex] != NO_TIME) {
      Instant time = Instant.ofEpochMilli(times[vertex]);
      fix.time(time, time);
    }
    fix.emit(index, sink, () -> at(vertex));
  }

  private Fix place(int vertex) {
    Fix fix = new Fix();
    if (vertex < vertexCount) {
      double lon = vertices[3 * vertex];
      double lat = vertices[3 * vertex + 1];
      double altitude = vertices[3 * vertex + 2];
      fix.position(lon, lat);
      if (Double.isFinite(altitude)) {
        fix.altitude("altitude", altitude);
      }
    }
    return fix;
  }

  private String at(int vertex) {
    return vertex < vertexCount
        ? Arrays.toString(Arrays.copyOfRange(vertices, 3 * vertex, 3 * vertex + 3))
        : "[]";
  }
}

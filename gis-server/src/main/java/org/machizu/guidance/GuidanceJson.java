package org.machizu.guidance;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.machizu.geo.feature.Words;
import org.machizu.guidance.Guidance.Avoided;
import org.machizu.guidance.Guidance.Route;
import org.machizu.guidance.Guidance.Step;
import org.machizu.guidance.Guidance.Unreachable;
import org.machizu.guidance.Guidance.Warning;
import org.machizu.http.Json;

/** Answers as JSON, in one language or in all: then {@code text} becomes {@code texts}. */
final class GuidanceJson {
  private static final String ALL = "all";
  private static final int ROOM = 1 << 13;

  /** A tenth of a metre. */
  private static final double DEGREES = 1e6;

  private final JsonGenerator json;
  private final String language;

  private GuidanceJson(JsonGenerator json, String language) {
    this.json = json;
    this.language = language;
  }

  static byte[] bytes(
      Guidance answer, Question question, TownGuidance.Now now, Instant answered, String language) {
    ByteArrayBuilder bytes = new ByteArrayBuilder(ROOM);
    try (JsonGenerator json = Json.mapper().getFactory().createGenerator(bytes)) {
      new GuidanceJson(json, language).write(answer, question, now, answered);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private void write(Guidance answer, Question question, TownGuidance.Now now, Instant answered)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("answered", answered.toString());
    json.writeObjectFieldStart("from");
    degrees("lon", question.lon());
    degrees("lat", question.lat());
    metres("toRoadM", answer.toRoadM());
    json.writeEndObject();
    json.writeStringField("hazard", question.hazard().word());
    json.writeStringField("mode", question.mode().word());
    json.writeStringField("advice", answer.reason().advice().word());
    // In one language the code and the words must not stand under one name.
    Words advice = GuidanceWords.advice(answer.reason().advice());
    words(language.equals(ALL) ? "advice" : "adviceText", "advices", advice);
    json.writeStringField("reason", answer.reason().code());
    words("reasonText", "reasonTexts", answer.reason().text());
    words("notice", "notices", GuidanceWords.NOTICE);
    json.writeArrayFieldStart("routes");
    for (Route route : answer.routes()) {
      write(route);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("avoided");
    for (Avoided avoided : answer.avoided()) {
      json.writeStartObject();
      json.writeStringField("code", avoided.code());
      words("text", "texts", GuidanceWords.warning(avoided.code()));
      json.writeNumberField("count", avoided.count());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("unreachable");
    for (Unreachable unreachable : answer.unreachable()) {
      json.writeStartObject();
      json.writeStringField("shelter", unreachable.shelter());
      json.writeStringField("code", unreachable.code());
      words("text", "texts", GuidanceWords.unreachable(unreachable.code(), unreachable.name()));
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeObjectFieldStart("state");
    SituationMaker.Stand stand = now.stand();
    json.writeNumberField("roads", stand.roads());
    json.writeStringField("hazards", stand.hazards());
    json.writeStringField("shelters", stand.gauges().toString());
    json.writeStringField("gauges", stand.gauges().toString());
    json.writeStringField("snow", stand.snow() == null ? null : stand.snow().toString());
    json.writeStringField("version", now.version());
    json.writeEndObject();
    json.writeEndObject();
  }

  private void write(Route route) throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart("shelter");
    Refuge refuge = route.refuge();
    json.writeStringField("id", refuge.id());
    json.writeStringField("name", refuge.name());
    degrees("lon", refuge.lon());
    degrees("lat", refuge.lat());
    json.writeStringField("status", refuge.status().word());
    json.writeStringField("congestion", refuge.congestion());
    json.writeStringField("suits", route.suits().word());
    json.writeEndObject();
    metres("lengthM", route.lengthM());
    json.writeNumberField("minutes", route.minutes());
    geometry(route.line());
    json.writeArrayFieldStart("steps");
    for (Step step : route.steps()) {
      json.writeStartObject();
      words("text", "texts", step.text());
      degrees("lon", step.place().x);
      degrees("lat", step.place().y);
      metres("lengthM", step.lengthM());
      json.writeStringField("turn", step.turn().name().toLowerCase(Locale.ROOT));
      json.writeStringField("road", step.road());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("warnings");
    for (Warning warning : route.warnings()) {
      json.writeStartObject();
      json.writeStringField("code", warning.code());
      words("text", "texts", GuidanceWords.warning(warning.code()));
      if (warning.place().getDimension() == 0) {
        json.writeNullField("lengthM");
      } else {
        metres("lengthM", warning.lengthM());
      }
      geometry(warning.place());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void words(String name, String names, Words words) throws IOException {
    if (!language.equals(ALL)) {
      json.writeStringField(name, words.in(language));
      return;
    }
    json.writeObjectFieldStart(names);
    for (String one : List.of("ja", "easy", "en")) {
      json.writeStringField(one, words.in(one));
    }
    json.writeEndObject();
  }

  private void geometry(Geometry geometry) throws IOException {
    json.writeObjectFieldStart("geometry");
    json.writeStringField("type", geometry.getGeometryType());
    json.writeFieldName("coordinates");
    if (geometry.getDimension() == 0) {
      point(geometry.getCoordinate());
    } else if (geometry.getNumGeometries() == 1) {
      line(geometry);
    } else {
      json.writeStartArray();
      for (int i = 0; i < geometry.getNumGeometries(); i++) {
        line(geometry.getGeometryN(i));
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private void line(Geometry line) throws IOException {
    json.writeStartArray();
    for (Coordinate point : line.getCoordinates()) {
      point(point);
    }
    json.writeEndArray();
  }

  private void point(Coordinate point) throws IOException {
    json.writeStartArray();
    json.writeNumber(rounded(point.x, DEGREES));
    json.writeNumber(rounded(point.y, DEGREES));
    json.writeEndArray();
  }

  private void degrees(String name, double degrees) throws IOException {
    json.writeNumberField(name, rounded(degrees, DEGREES));
  }

  private void metres(String name, double metres) throws IOException {
    json.writeNumberField(name, rounded(metres, 10));
  }

  private static double rounded(double value, double per) {
    return Math.round(value * per) / per;
  }
}

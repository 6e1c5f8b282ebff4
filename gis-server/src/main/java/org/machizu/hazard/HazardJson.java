package org.machizu.hazard;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.LocalizedText;
import org.machizu.geo.feature.Provenance;
import org.machizu.geo.feature.Words;
import org.machizu.hazard.kind.Hazard;
import org.machizu.hazard.profile.Depth;
import org.machizu.hazard.profile.Lasting;
import org.machizu.hazard.profile.Unread;
import org.machizu.hazard.warning.WarningLevel;
import org.machizu.hazard.warning.WarningScheme;
import org.machizu.http.Json;

/**
 * Answers about hazards as JSON, in one language or in all: then {@code title} becomes {@code
 * titles} with the languages under it, and so on.
 */
final class HazardJson {
  /** Every language. */
  private static final String ALL = "all";

  private final JsonGenerator json;
  private final String language;

  private interface Writing {
    void write(HazardJson json) throws IOException;
  }

  private HazardJson(JsonGenerator json, String language) {
    this.json = json;
    this.language = language;
  }

  /** The whole answer, UTF-8. */
  static byte[] answer(HazardAnswer answer, String language) {
    return bytes(language, json -> json.write(answer));
  }

  /** A list of maps, UTF-8. */
  static byte[] maps(List<HazardMap> maps, String language) {
    return bytes(language, json -> json.write(maps));
  }

  /** A scheme, UTF-8. */
  static byte[] levels(Optional<WarningScheme> scheme, String language) {
    return bytes(language, json -> json.write(scheme));
  }

  private static byte[] bytes(String language, Writing writing) {
    ByteArrayBuilder bytes = new ByteArrayBuilder(1 << 13);
    try (JsonGenerator json = Json.mapper().getFactory().createGenerator(bytes)) {
      writing.write(new HazardJson(json, language));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // what is written in memory does not fail
    }
    return bytes.toByteArray();
  }

  private void write(HazardAnswer answer) throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart("place");
    json.writeNumberField("lon", answer.lon());
    json.writeNumberField("lat", answer.lat());
    json.writeEndObject();
    json.writeStringField("answered", answer.answered().toString());
    json.writeStringField("asOf", Objects.toString(answer.asOf(), null));
    json.writeArrayFieldStart("hazards");
    for (HazardFinding hazard : answer.hazards()) {
      write(hazard);
    }
    json.writeEndArray();
    put("notice", answer.notice());
    json.writeFieldName("levels");
    write(answer.levels());
    json.writeEndObject();
  }

  private void write(HazardFinding hazard) throws IOException {
    json.writeStartObject();
    json.writeStringField("hazard", hazard.hazard().word());
    put("title", hazard.hazard().title());
    json.writeStringField("result", hazard.result().word());
    put("summary", hazard.summary());
    put("advice", hazard.advice());
    if (hazard.picture().isPresent()) {
      Picture picture = hazard.picture().get();
      json.writeObjectFieldStart("picture");
      json.writeNumberField("depthFromM", picture.fromM());
      number("depthToM", picture.toM());
      json.writeStringField("scene", picture.scene().word());
      json.writeEndObject();
    }
    json.writeArrayFieldStart("maps");
    for (MapFinding map : hazard.maps()) {
      write(map);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void write(MapFinding found) throws IOException {
    json.writeStartObject();
    json.writeStringField("map", found.id());
    put("title", found.map().title());
    json.writeStringField("scale", found.scale() == null ? null : found.scale().word());
    json.writeStringField("cause", found.cause());
    json.writeStringField("result", found.result().word());
    depth(found.depth());
    number("gridM", found.gridM());
    duration(found.lasting());
    json.writeStringField("zone", found.zone() == null ? null : found.zone().word());
    json.writeStringField(
        "phenomenon", found.phenomenon() == null ? null : found.phenomenon().word());
    json.writeStringField("collapse", found.collapse() == null ? null : found.collapse().word());
    json.writeArrayFieldStart("features");
    for (Long feature : found.features()) {
      json.writeNumber(feature);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("unread");
    for (Unread unread : found.unread()) {
      json.writeStartObject();
      json.writeStringField("attribute", unread.attribute());
      json.writeStringField("value", unread.value());
      json.writeEndObject();
    }
    json.writeEndArray();
    source(found);
    json.writeEndObject();
  }

  private void depth(@Nullable Depth depth) throws IOException {
    if (depth == null) {
      json.writeNullField("depth");
      return;
    }
    json.writeObjectFieldStart("depth");
    json.writeNumberField("fromM", depth.fromM());
    number("toM", depth.toM());
    json.writeStringField("label", depth.label());
    json.writeEndObject();
  }

  private void duration(@Nullable Lasting lasting) throws IOException {
    if (lasting == null) {
      json.writeNullField("duration");
      return;
    }
    json.writeObjectFieldStart("duration");
    json.writeNumberField("fromHours", lasting.fromHours());
    number("toHours", lasting.toHours());
    json.writeStringField("label", lasting.label());
    json.writeEndObject();
  }

  private void source(MapFinding found) throws IOException {
    Provenance from = found.map().layer().provenance();
    json.writeObjectFieldStart("source");
    json.writeStringField("layer", found.map().id());
    put("title", found.map().layer().title());
    json.writeStringField("source", from.source());
    json.writeStringField("licence", from.licence());
    json.writeNumberField("revision", found.revision().number());
    json.writeStringField("date", Objects.toString(from.date(), null));
    json.writeNumberField("accuracyM", found.map().accuracyM());
    json.writeStringField("status", found.basis().status().word());
    put("statusText", found.basis().text());
    json.writeStringField("basis", found.basis().basis());
    json.writeEndObject();
  }

  private void write(List<HazardMap> maps) throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("maps");
    for (HazardMap map : maps) {
      Provenance from = map.layer().provenance();
      json.writeStartObject();
      json.writeStringField("map", map.id());
      json.writeStringField("hazard", map.hazard().word());
      put("hazardTitle", map.hazard().title());
      json.writeStringField("scale", map.scale() == null ? null : map.scale().word());
      json.writeStringField("layer", map.id());
      json.writeStringField("kind", map.isGrid() ? "grid" : "zones");
      put("title", map.title());
      put("name", map.basis().name());
      json.writeStringField("extent", map.extent().name().toLowerCase(Locale.ROOT));
      json.writeStringField("source", from.source());
      json.writeStringField("licence", from.licence());
      json.writeStringField("date", Objects.toString(from.date(), null));
      json.writeNumberField("accuracyM", map.accuracyM());
      json.writeNumberField("revision", map.revision().number());
      json.writeStringField("status", map.basis().status().word());
      put("statusText", map.basis().text());
      json.writeStringField("basis", map.basis().basis());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void write(Optional<WarningScheme> found) throws IOException {
    json.writeStartObject();
    if (found.isEmpty()) {
      json.writeNullField("scheme");
      json.writeArrayFieldStart("levels");
      json.writeEndArray();
      json.writeEndObject();
      return;
    }
    WarningScheme scheme = found.get();
    json.writeStringField("scheme", scheme.id());
    json.writeStringField("from", scheme.from().toString());
    json.writeStringField("source", scheme.source());
    put("note", scheme.note());
    json.writeArrayFieldStart("levels");
    for (WarningLevel level : scheme.levels()) {
      write(level);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void write(WarningLevel level) throws IOException {
    json.writeStartObject();
    json.writeNumberField("level", level.level());
    put("warning", level.warning());
    json.writeArrayFieldStart("kinds");
    for (Map.Entry<Hazard, Words> kind : level.kinds().entrySet()) {
      json.writeStartObject();
      json.writeStringField("hazard", kind.getKey().word());
      put("warning", kind.getValue());
      json.writeEndObject();
    }
    json.writeEndArray();
    put("meaning", level.meaning());
    if (level.evacuation().isPresent()) {
      put("evacuation", level.evacuation().get());
    } else {
      json.writeNullField(language.equals(ALL) ? "evacuations" : "evacuation");
    }
    json.writeEndObject();
  }

  private void number(String name, @Nullable Double value) throws IOException {
    if (value == null) {
      json.writeNullField(name);
    } else {
      json.writeNumberField(name, value);
    }
  }

  /** Words in the language, or in all of them under the name's plural. */
  private void put(String name, Words words) throws IOException {
    if (!language.equals(ALL)) {
      json.writeStringField(name, words.in(language));
      return;
    }
    json.writeObjectFieldStart(plural(name));
    json.writeStringField("ja", words.ja());
    json.writeStringField("easy", words.easy());
    json.writeStringField("en", words.en());
    json.writeEndObject();
  }

  /** A layer's words, which are in two languages. */
  private void put(String name, LocalizedText words) throws IOException {
    if (!language.equals(ALL)) {
      json.writeStringField(name, language.equals("en") ? words.en() : words.ja());
      return;
    }
    json.writeObjectFieldStart(plural(name));
    json.writeStringField("ja", words.ja());
    json.writeStringField("en", words.en());
    json.writeEndObject();
  }

  private static String plural(String name) {
    return switch (name) {
      case "summary" -> "summaries";
      default -> name + "s";
    };
  }
}

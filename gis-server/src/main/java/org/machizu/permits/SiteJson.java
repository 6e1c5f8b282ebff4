package org.machizu.permits;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.machizu.geo.feature.Feature;
import org.machizu.http.Json;
import org.machizu.ingest.format.GeoJson;
import org.machizu.permits.AnswerForm.Shapes;
import org.machizu.permits.checklist.Checklist;
import org.machizu.permits.site.Finding;
import org.machizu.permits.site.Named;

/** Reports as JSON. What checklists say in the same words each time is kept ready. */
final class SiteJson {
  private final Map<String, ListWords> ready = new ConcurrentHashMap<>();

  /** The whole report, UTF-8. */
  byte[] bytes(SiteReport report, AnswerForm form) {
    ByteArrayBuilder bytes = new ByteArrayBuilder(1 << 14);
    try (JsonGenerator json = Json.mapper().getFactory().createGenerator(bytes)) {
      new Answer(json, report, form, words(report.checklist(), form.language())).write();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // what is written in memory does not fail
    }
    return bytes.toByteArray();
  }

  /** Of each language those of the list that was asked for last. */
  private ListWords words(Checklist list, String language) {
    String known =
        switch (language) {
          case "en", "easy", AnswerForm.ALL -> language;
          default -> "ja";
        };
    ListWords words = ready.get(known);
    if (words == null || !words.are(list, known)) {
      words = new ListWords(list, known);
      ready.put(known, words);
    }
    return words;
  }

  /** One answer, being written. */
  private record Answer(JsonGenerator json, SiteReport report, AnswerForm form, ListWords words) {
    /** How far around the site shapes are told; further away they do not explain an answer. */
    private static final double AROUND_M = 200;

    private void write() throws IOException {
      json.writeStartObject();
      json.writeFieldName("site");
      site();
      json.writeStringField("at", report.at().toString());
      json.writeStringField("asOf", report.asOf() == null ? null : report.asOf().toString());
      json.writeFieldName("groups");
      json.writeRawValue(words.groups());
      json.writeArrayFieldStart("findings");
      for (Finding finding : report.findings()) {
        finding(finding);
      }
      json.writeEndArray();
      json.writeEndObject();
    }

    private void site() throws IOException {
      json.writeStartObject();
      json.writeArrayFieldStart("parcels");
      var names = report.checklist().site();
      for (Feature lot : report.site().lots()) {
        json.writeStartObject();
        json.writeNumberField("id", lot.id());
        json.writeStringField("address", SiteFinder.address(lot, names));
        value("number", lot.get(names.number()));
        json.writeEndObject();
      }
      json.writeEndArray();
      Optional<Geometry> area = report.site().area();
      json.writeBooleanField("placed", area.isPresent());
      if (area.isPresent()) {
        measure("areaM2", area.get().getArea());
      } else {
        json.writeNullField("areaM2");
      }
      measure("accuracyM", report.site().accuracyM());
      if (form.shapes() != Shapes.NONE) {
        if (area.isPresent()) {
          geometry("geometry", area.get());
        } else {
          json.writeNullField("geometry");
        }
      }
      json.writeEndObject();
    }

    private void finding(Finding finding) throws IOException {
      ListWords.OfLine line = words.of(finding.line());
      json.writeStartObject();
      json.writeStringField("id", finding.line().id());
      json.writeRaw(line.head());
      json.writeStringField("result", finding.result().word());
      json.writeRaw(line.text(finding.result()));
      json.writeObjectFieldStart("values");
      for (var value : finding.values().entrySet()) {
        value(value.getKey(), value.getValue());
      }
      json.writeEndObject();
      if (finding.remark().isPresent()) {
        json.writeStringField("remark", finding.remark().get().code());
      }
      json.writeRaw(line.tail());
      json.writeRaw(words.source(finding));
      measure("toleranceM", finding.toleranceM());
      json.writeArrayFieldStart("features");
      for (Named named : finding.named()) {
        named(finding, named);
      }
      json.writeEndArray();
      if (finding.drawn().isPresent() && form.shapes() != Shapes.NONE) {
        geometry("drawn", finding.drawn().get());
      }
      json.writeEndObject();
    }

    private void named(Finding finding, Named named) throws IOException {
      Feature feature = named.feature();
      json.writeStartObject();
      json.writeNumberField("id", feature.id());
      json.writeStringField("label", named.label());
      json.writeNumberField("version", feature.version().number());
      json.writeBooleanField("certain", named.certain());
      for (var measure : named.measures().entrySet()) {
        json.writeNumberField(measure.getKey(), measure.getValue());
      }
      json.writeObjectFieldStart("attributes");
      for (String name : finding.line().rule().show()) {
        Object value = feature.get(name);
        if (value != null) {
          value(name, value);
        }
      }
      json.writeEndObject();
      if (form.shapes() == Shapes.FEATURES && !named.plane().isEmpty()) {
        geometry("geometry", around(named.plane()));
      }
      json.writeEndObject();
    }

    /** The part of a shape around the site; the whole where it lies elsewhere. */
    private Geometry around(Geometry plane) {
      if (report.site().area().isEmpty()) {
        return plane;
      }
      Envelope box = report.site().area().get().getEnvelopeInternal().copy();
      box.expandBy(AROUND_M);
      return Part.within(plane, box);
    }

    private void geometry(String name, Geometry plane) throws IOException {
      json.writeFieldName(name);
      GeoJson.write(json, report.measure().toLonLat(plane));
    }

    /** Days and moments as text, numbers as numbers. */
    private void value(String name, @Nullable Object value) throws IOException {
      json.writeFieldName(name);
      switch (value) {
        case null -> json.writeNull();
        case Long whole -> json.writeNumber(whole);
        case Double real -> json.writeNumber(real);
        case Boolean truth -> json.writeBoolean(truth);
        default -> json.writeString(value.toString());
      }
    }

    private void measure(String name, double value) throws IOException {
      json.writeNumberField(name, Math.rint(value * 100) / 100);
    }
  }
}

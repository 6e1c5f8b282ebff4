package org.machizu.permits;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.util.RawValue;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.Layer;
import org.machizu.geo.feature.Provenance;
import org.machizu.http.Json;
import org.machizu.ingest.format.GeoJson;
import org.machizu.permits.checklist.Checklist;
import org.machizu.permits.checklist.Department;
import org.machizu.permits.checklist.Line;
import org.machizu.permits.checklist.Words;
import org.machizu.permits.site.Finding;
import org.machizu.permits.site.Named;

/** A report as JSON. */
final class SiteJson {
  private final SiteReport report;
  private final String language;

  private SiteJson(SiteReport report, String language) {
    this.report = report;
    this.language = language;
  }

  /**
   * The whole report.
   *
   * @param language of the plain texts; beside them stand those of all languages
   */
  static Map<String, Object> of(SiteReport report, String language) {
    return new SiteJson(report, language).json();
  }

  private Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("site", site());
    json.put("at", report.at().toString());
    json.put("asOf", report.asOf() == null ? null : report.asOf().toString());
    List<Map<String, Object>> groups = new ArrayList<>();
    Map<String, String> groupOf = new LinkedHashMap<>();
    for (Checklist.Group group : report.checklist().groups()) {
      Map<String, Object> words = new LinkedHashMap<>();
      words.put("id", group.id());
      putWords(words, "title", group.title());
      groups.add(words);
      group.lines().forEach(line -> groupOf.put(line.id(), group.id()));
    }
    json.put("groups", groups);
    json.put(
        "findings",
        report.findings().stream()
            .map(finding -> finding(finding, groupOf.get(finding.line().id())))
            .toList());
    return json;
  }

  private Map<String, Object> site() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(
        "parcels",
        report.site().lots().stream()
            .map(lot -> {
              Map<String, Object> one = new LinkedHashMap<>();
              one.put("id", lot.id());
              one.put("address", SiteFinder.address(lot, report.checklist().site()));
              one.put("number", lot.get(report.checklist().site().number()));
              return one;
            })
            .toList());
    Optional<Geometry> area = report.site().area();
    json.put("placed", area.isPresent());
    json.put("areaM2", area.map(plane -> hundredths(plane.getArea())).orElse(null));
    json.put("accuracyM", hundredths(report.site().accuracyM()));
    json.put("geometry", area.map(this::geometry).orElse(null));
    return json;
  }

  private Map<String, Object> finding(Finding finding, @Nullable String group) {
    Line line = finding.line();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", line.id());
    json.put("group", group);
    putWords(json, "title", line.title());
    json.put("result", finding.result().word());
    putWords(json, "text", finding.text());
    json.put("values", values(finding));
    finding.remark().ifPresent(remark -> json.put("remark", remark.code()));
    json.put("basis", line.basis());
    json.put("status", line.certified() ? "certified" : "reference");
    json.put("department", department(line.department()));
    json.put("source", finding.source().map(SiteJson::source).orElse(null));
    json.put("columns", columns(finding));
    json.put("toleranceM", hundredths(finding.toleranceM()));
    json.put("features", finding.named().stream().map(named -> named(finding, named)).toList());
    finding.drawn().ifPresent(drawn -> json.put("drawn", geometry(drawn)));
    return json;
  }

  /** What the attributes are called, in the order in which they are told. */
  private static List<Map<String, Object>> columns(Finding finding) {
    List<Map<String, Object>> columns = new ArrayList<>();
    finding
        .source()
        .map(source -> source.layer().schema())
        .ifPresent(schema -> {
          for (String name : finding.line().rule().show()) {
            int index = schema.indexOf(name);
            if (index >= 0) {
              Attribute attribute = schema.attributes().get(index);
              Map<String, Object> column = new LinkedHashMap<>();
              column.put("name", name);
              column.put(
                  "titles", Map.of("ja", attribute.title().ja(), "en", attribute.title().en()));
              column.put("unit", attribute.unit());
              columns.add(column);
            }
          }
        });
    return columns;
  }

  private static Map<String, Object> values(Finding finding) {
    Map<String, Object> values = new LinkedHashMap<>();
    finding.values().forEach((name, value) -> values.put(name, plain(value)));
    return values;
  }

  private Map<String, Object> named(Finding finding, Named named) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", named.feature().id());
    json.put("label", named.label());
    json.put("version", named.feature().version().number());
    json.put("certain", named.certain());
    json.putAll(named.measures());
    json.put("attributes", attributes(named.feature(), finding.line().rule().show()));
    if (!named.plane().isEmpty()) {
      json.put("geometry", geometry(named.plane()));
    }
    return json;
  }

  private static Map<String, Object> attributes(Feature feature, List<String> show) {
    Map<String, Object> json = new LinkedHashMap<>();
    for (String name : show) {
      Object value = feature.get(name);
      if (value != null) {
        json.put(name, plain(value));
      }
    }
    return json;
  }

  /** Days and moments as text, numbers as numbers. */
  private static Object plain(Object value) {
    return value instanceof Number || value instanceof Boolean ? value : value.toString();
  }

  private static Map<String, Object> department(Department department) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", department.id());
    json.put("names", inAll(department.name()));
    json.put("phone", department.phone());
    return json;
  }

  private static Map<String, Object> source(Finding.Source source) {
    Layer layer = source.layer();
    Provenance from = layer.provenance();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("layer", layer.id().name());
    json.put("titles", Map.of("ja", layer.title().ja(), "en", layer.title().en()));
    json.put("revision", source.revision().number());
    json.put("date", Objects.toString(from.date(), null));
    json.put("source", from.source());
    json.put("accuracyM", from.accuracyM());
    return json;
  }

  private void putWords(Map<String, Object> json, String name, Words words) {
    json.put(name, words.in(language));
    json.put(name + "s", inAll(words));
  }

  private static Map<String, String> inAll(Words words) {
    Map<String, String> json = new LinkedHashMap<>();
    json.put("ja", words.ja());
    json.put("easy", words.easy());
    json.put("en", words.en());
    return json;
  }

  private RawValue geometry(Geometry plane) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = Json.mapper().getFactory().createGenerator(text)) {
      GeoJson.write(json, report.measure().toLonLat(plane));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a writer in memory does not fail
    }
    return new RawValue(text.toString());
  }

  private static double hundredths(double value) {
    return Math.rint(value * 100) / 100;
  }
}

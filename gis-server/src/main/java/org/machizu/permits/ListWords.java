package org.machizu.permits;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.Layer;
import org.machizu.geo.feature.LocalizedText;
import org.machizu.geo.feature.Provenance;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.feature.Words;
import org.machizu.http.Json;
import org.machizu.permits.checklist.Checklist;
import org.machizu.permits.checklist.Department;
import org.machizu.permits.checklist.Line;
import org.machizu.permits.site.Finding;
import org.machizu.permits.site.Result;

/**
 * What every answer by one checklist says in the same words, as JSON that is ready to be sent: most
 * of an answer is that.
 */
final class ListWords {
  private static final SerializableString NO_SOURCE =
      new SerializedString(",\"source\":null,\"columns\":[]");

  private final Checklist checklist;
  private final String language;
  private final SerializableString groups;
  private final Map<String, OfLine> lines = new HashMap<>();

  private final Map<String, OfLayer> layers = new ConcurrentHashMap<>();

  /** What is said of the layer that a line looks at, as long as it is the same one. */
  private record OfLayer(Layer layer, Revision revision, SerializableString members) {
    @SuppressWarnings("ReferenceEquality") // layers that are held stay the same
    boolean isOf(Finding.Source source) {
      return layer == source.layer() && revision.equals(source.revision());
    }
  }

  /**
   * The members of a finding that its line alone decides, each text beginning with a comma.
   *
   * @param head group and title
   * @param texts by result
   * @param tail legal basis, status, department
   */
  record OfLine(
      SerializableString head, Map<Result, SerializableString> texts, SerializableString tail) {
    SerializableString text(Result result) {
      return Objects.requireNonNull(texts.get(result));
    }
  }

  private interface Writing {
    void write(JsonGenerator json) throws IOException;
  }

  ListWords(Checklist checklist, String language) {
    this.checklist = checklist;
    this.language = language;
    this.groups = new SerializedString(written(this::writeGroups));
    for (Checklist.Group group : checklist.groups()) {
      for (Line line : group.lines()) {
        lines.put(line.id(), ofLine(group.id(), line));
      }
    }
  }

  /** Whether these are the words of that list, the same object, in that language. */
  @SuppressWarnings("ReferenceEquality") // a list of hundreds of lines is not compared each time
  boolean are(Checklist list, String in) {
    return checklist == list && language.equals(in);
  }

  /** The groups, an array. */
  SerializableString groups() {
    return groups;
  }

  OfLine of(Line line) {
    OfLine words = lines.get(line.id());
    if (words == null) {
      throw new IllegalArgumentException("the checklist has no line '" + line.id() + "'");
    }
    return words;
  }

  /** The layer that was looked at, and what its attributes are called. */
  SerializableString source(Finding finding) {
    if (finding.source().isEmpty()) {
      return NO_SOURCE;
    }
    Finding.Source source = finding.source().get();
    String line = finding.line().id();
    OfLayer known = layers.get(line);
    if (known == null || !known.isOf(source)) {
      List<String> show = finding.line().rule().show();
      known =
          new OfLayer(
              source.layer(), source.revision(), members(json -> writeSource(json, source, show)));
      layers.put(line, known);
    }
    return known.members();
  }

  private void writeSource(JsonGenerator json, Finding.Source source, List<String> show)
      throws IOException {
    Layer layer = source.layer();
    Provenance from = layer.provenance();
    json.writeObjectFieldStart("source");
    json.writeStringField("layer", layer.id().name());
    put(json, layer.title());
    json.writeNumberField("revision", source.revision().number());
    json.writeObjectField("date", Objects.toString(from.date(), null));
    json.writeStringField("source", from.source());
    json.writeObjectField("accuracyM", from.accuracyM());
    json.writeEndObject();
    json.writeArrayFieldStart("columns");
    for (String name : show) {
      int index = layer.schema().indexOf(name);
      if (index >= 0) {
        Attribute attribute = layer.schema().attributes().get(index);
        json.writeStartObject();
        json.writeStringField("name", name);
        put(json, attribute.title());
        json.writeStringField("unit", attribute.unit());
        json.writeEndObject();
      }
    }
    json.writeEndArray();
  }

  private OfLine ofLine(String group, Line line) {
    Map<Result, SerializableString> texts = new EnumMap<>(Result.class);
    for (Result result : Result.values()) {
      texts.put(result, members(json -> put(json, "text", Finding.text(line, result))));
    }
    return new OfLine(
        members(json -> {
          json.writeStringField("group", group);
          put(json, "title", line.title());
        }),
        texts,
        members(json -> {
          json.writeStringField("basis", line.basis());
          json.writeStringField("status", line.certified() ? "certified" : "reference");
          json.writeFieldName("department");
          department(json, line.department());
        }));
  }

  private void writeGroups(JsonGenerator json) throws IOException {
    json.writeStartArray();
    for (Checklist.Group group : checklist.groups()) {
      json.writeStartObject();
      json.writeStringField("id", group.id());
      put(json, "title", group.title());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void department(JsonGenerator json, Department department) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", department.id());
    put(json, "name", department.name());
    json.writeStringField("phone", department.phone());
    json.writeEndObject();
  }

  /** Words in the language, or in all of them under the name's plural. */
  private void put(JsonGenerator json, String name, Words words) throws IOException {
    if (!language.equals(AnswerForm.ALL)) {
      json.writeStringField(name, words.in(language));
      return;
    }
    json.writeObjectFieldStart(name + "s");
    json.writeStringField("ja", words.ja());
    json.writeStringField("easy", words.easy());
    json.writeStringField("en", words.en());
    json.writeEndObject();
  }

  /** A layer's words, which are in two languages. */
  private void put(JsonGenerator json, LocalizedText title) throws IOException {
    if (!language.equals(AnswerForm.ALL)) {
      json.writeStringField("title", language.equals("en") ? title.en() : title.ja());
      return;
    }
    json.writeObjectFieldStart("titles");
    json.writeStringField("ja", title.ja());
    json.writeStringField("en", title.en());
    json.writeEndObject();
  }

  private static SerializableString members(Writing writing) {
    String object =
        written(json -> {
          json.writeStartObject();
          writing.write(json);
          json.writeEndObject();
        });
    return new SerializedString("," + object.substring(1, object.length() - 1));
  }

  private static String written(Writing writing) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = Json.mapper().getFactory().createGenerator(text)) {
      writing.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a writer in memory does not fail
    }
    return text.toString();
  }
}

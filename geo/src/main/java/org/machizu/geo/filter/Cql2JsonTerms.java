package org.machizu.geo.filter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads the JSON encoding of CQL2 (OGC 21-065r2, annex C). Places in it are named by JSON pointers.
 */
final class Cql2JsonTerms {
  /** Of JSON's own levels: each of a filter's takes two, and geometries have some more. */
  private static final int MAX_NESTING = 2 * Cql2.MAX_DEPTH + 20;

  private static final ObjectMapper JSON =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_NESTING).build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private int parts;

  Term read(String filter) {
    JsonNode json;
    try {
      json = JSON.readTree(filter);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the filter is not JSON: " + e.getOriginalMessage(), e);
    }
    return term(json, "", 0);
  }

  private Term term(JsonNode json, String pointer, int depth) {
    if (++parts > Cql2.MAX_PARTS || depth > Cql2.MAX_DEPTH) {
      throw Cql2.tooLarge();
    }
    String where = pointer.isEmpty() ? "at the root" : "at " + pointer;
    if (json.isObject()) {
      return object(json, pointer, where, depth);
    }
    if (json.isArray()) {
      return new Term.Many(terms(json, pointer, depth), where);
    }
    if (json.isTextual()) {
      return new Term.Value(json.textValue(), where);
    }
    if (json.isBoolean()) {
      return new Term.Value(json.booleanValue(), where);
    }
    if (json.isIntegralNumber() && json.canConvertToLong()) {
      return new Term.Value(json.longValue(), where);
    }
    if (json.isNumber()) {
      return new Term.Value(Numerals.finite(json.asText(), where), where);
    }
    throw unexpected(json, where);
  }

  private Term object(JsonNode json, String pointer, String where, int depth) {
    if (json.path("op").isTextual()) {
      JsonNode arguments = json.path("args");
      if (!arguments.isArray()) {
        throw new IllegalArgumentException(
            "%s '%s' needs its arguments as a list in 'args'"
                .formatted(where, Cql2.shortened(json.get("op").textValue())));
      }
      String name = json.get("op").textValue().toLowerCase(Locale.ROOT);
      return new Term.Call(name, terms(arguments, pointer + "/args", depth), where);
    }
    if (json.path("property").isTextual()) {
      return new Term.Name(json.get("property").textValue(), where);
    }
    for (String kind : List.of("date", "timestamp")) {
      if (json.path(kind).isTextual()) {
        return Instants.value(kind, json.get(kind).textValue(), where);
      }
    }
    if (json.path("interval").isArray()) {
      return Instants.interval(terms(json.get("interval"), pointer + "/interval", depth), where);
    }
    if (json.path("bbox").isArray() && !json.has("type")) {
      return Cql2Geometry.box(JsonPlaces.numbers(json.get("bbox"), where), where);
    }
    if (json.path("type").isTextual()) {
      return new Term.Place(JsonPlaces.read(json, where), where);
    }
    throw unexpected(json, where);
  }

  private List<Term> terms(JsonNode list, String pointer, int depth) {
    List<Term> terms = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      terms.add(term(list.get(i), pointer + "/" + i, depth + 1));
    }
    return terms;
  }

  private static IllegalArgumentException unexpected(JsonNode json, String where) {
    return new IllegalArgumentException(
        "%s stands %s, but there should be {\"op\": …, \"args\": […]}, {\"property\": …}, a text, a number, true or false, {\"date\": …}, {\"timestamp\": …}, {\"interval\": […]}, {\"bbox\": […]} or a GeoJSON geometry"
            .formatted(where, json.isMissingNode() ? "nothing" : Cql2.shortened(json.toString())));
  }
}

package org.machizu.exports;

import com.fasterxml.jackson.databind.JsonNode;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.filter.Predicate;
import org.machizu.http.Problem;
import org.machizu.http.Query;
import org.machizu.ingest.format.FormatException;
import org.machizu.ingest.format.Formats;
import org.machizu.ingest.format.TextEncodings;

/**
 * What a caller says of an export: {@code layer}, {@code format}, {@code crs}, {@code encoding},
 * {@code bbox}, {@code asOf}. Read once to tell what is wrong, and again by the server that does
 * the work.
 */
final class ExportParameters {
  private ExportParameters() {}

  static String layer(JsonNode body) {
    return text(body, "layer", "");
  }

  /**
   * @throws org.machizu.http.ProblemException telling what is allowed
   */
  static ExportRequest read(Formats formats, JsonNode body) {
    String crs = text(body, "crs", Crs.JGD2011.toString());
    String asOf = text(body, "asOf", "");
    try {
      return ExportRequest.whole(formats.byName(text(body, "format", "")).name())
          .withCrs(Query.parseCrs(crs))
          .withEncoding(TextEncodings.get(text(body, "encoding", "UTF-8")))
          .withWhere(where(body.path("bbox")))
          .withAsOf(asOf.isEmpty() ? null : Query.parseMoment("asOf", asOf));
    } catch (FormatException e) {
      throw Problem.of(
              400,
              e.code(),
              "The file cannot be written like that",
              String.valueOf(e.getMessage()),
              e.advice())
          .asException();
    }
  }

  /** The box as four numbers, or as text as in an address. */
  private static Predicate where(JsonNode bbox) {
    if (bbox.isMissingNode() || bbox.isNull()) {
      return new Predicate.Everything();
    }
    String text =
        bbox.isArray()
            ? String.join(",", bbox.valueStream().map(JsonNode::asText).toList())
            : bbox.asText();
    return new Predicate.IntersectsBox(Query.parseBox("bbox", text));
  }

  private static String text(JsonNode body, String name, String fallback) {
    JsonNode node = body.path(name);
    if (node.isMissingNode() || node.isNull()) {
      return fallback;
    }
    if (!node.isTextual()) {
      throw Problem.badParameter(name, node.toString(), "a text").asException();
    }
    return node.asText();
  }
}

package org.machizu.exports;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.Schema;
import org.machizu.geo.filter.Predicate;
import org.machizu.http.Problem;
import org.machizu.http.Query;
import org.machizu.ingest.format.FormatException;
import org.machizu.ingest.format.Formats;
import org.machizu.ingest.format.TextEncodings;
import org.machizu.layers.VisibleLayers.VisibleLayer;
import org.machizu.ogc.DatetimeFilter;
import org.machizu.ogc.FilterRequest;

/**
 * What a caller says of an export: {@code layer}, {@code format}, {@code crs}, {@code encoding},
 * {@code bbox}, {@code datetime}, {@code filter}, {@code filterLang}, {@code filterCrs}, {@code
 * properties}, {@code profile}, {@code asOf}. Read once to tell what is wrong, and again by the
 * server that does the work, over what the caller sees then.
 */
public final class ExportParameters {
  /** The members of a request. */
  static final Set<String> MEMBERS =
      Set.of(
          "layer",
          "format",
          "crs",
          "encoding",
          "bbox",
          "datetime",
          "filter",
          "filterLang",
          "filterCrs",
          "properties",
          "profile",
          "asOf");

  private final Formats formats;
  private final DataProfiles profiles;

  public ExportParameters(Formats formats, DataProfiles profiles) {
    this.formats = formats;
    this.profiles = profiles;
  }

  static String layer(JsonNode body) {
    return text(body, "layer", "");
  }

  Formats formats() {
    return formats;
  }

  DataProfiles profiles() {
    return profiles;
  }

  /**
   * Reads a request.
   *
   * @param layer as the caller sees it
   * @throws org.machizu.http.ProblemException telling what is allowed
   */
  public ExportRequest read(JsonNode body, VisibleLayer layer) {
    String crs = text(body, "crs", Crs.JGD2011.toString());
    String asOf = text(body, "asOf", "");
    Schema shown = layer.view().schema();
    try {
      return ExportRequest.whole(format(text(body, "format", "")))
          .withCrs(Query.parseCrs(crs))
          .withEncoding(TextEncodings.get(text(body, "encoding", "UTF-8")))
          .withWhere(where(body, layer))
          .withProperties(properties(body.path("properties"), shown))
          .withProfile(profile(text(body, "profile", ""), shown))
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

  private String format(String name) throws FormatException {
    return name.equals(TileArchive.FORMAT) ? name : formats.byName(name).name();
  }

  private static Predicate where(JsonNode body, VisibleLayer layer) {
    Predicate where = box(body.path("bbox"));
    String datetime = text(body, "datetime", "");
    if (!datetime.isEmpty()) {
      where =
          where.and(
              DatetimeFilter.parse(datetime)
                  .over(layer.view().schema(), layer.entry().layer().validTime()));
    }
    Map<String, String> filter = new LinkedHashMap<>();
    JsonNode condition = body.path("filter");
    if (condition.isObject()) { // CQL2 JSON as it is
      filter.put(FilterRequest.FILTER.name(), condition.toString());
      filter.put(FilterRequest.LANGUAGE.name(), "cql2-json");
    } else {
      filter.put(FilterRequest.FILTER.name(), text(body, "filter", ""));
      filter.put(FilterRequest.LANGUAGE.name(), text(body, "filterLang", ""));
    }
    filter.put(FilterRequest.CRS.name(), text(body, "filterCrs", ""));
    return where.and(FilterRequest.read(Query.of(filter), layer.view()));
  }

  /** The box as four numbers, or as text as in an address. */
  private static Predicate box(JsonNode bbox) {
    if (bbox.isMissingNode() || bbox.isNull()) {
      return new Predicate.Everything();
    }
    String text =
        bbox.isArray()
            ? String.join(",", bbox.valueStream().map(JsonNode::asText).toList())
            : bbox.asText();
    return new Predicate.IntersectsBox(Query.parseBox("bbox", text));
  }

  /** Names in a list, or in a text with commas. */
  private static List<String> properties(JsonNode node, Schema shown) {
    if (node.isMissingNode() || node.isNull() || node.asText("-").isEmpty()) {
      return List.of();
    }
    List<String> given =
        node.isArray()
            ? node.valueStream().map(JsonNode::asText).toList()
            : List.of(node.asText().split(",", -1));
    Set<String> names = new LinkedHashSet<>();
    for (String name : given) {
      if (shown.indexOf(name) < 0) {
        throw Problem.unknownAttribute(
                name, shown.attributes().stream().map(Attribute::name).toList())
            .asException();
      }
      names.add(name);
    }
    return List.copyOf(names);
  }

  private @Nullable DataProfile profile(String name, Schema shown) {
    if (name.isEmpty()) {
      return null;
    }
    DataProfile profile =
        profiles
            .find(name)
            .orElseThrow(() ->
                Problem.badParameter("profile", name, String.join(", ", profiles.names()))
                    .asException());
    if (!profile.fits(shown)) {
      List<String> missing = profile.missing(shown);
      throw Problem.of(
              400,
              "profile-does-not-fit",
              "The layer does not fit these columns",
              missing.isEmpty()
                  ? "the columns of '%s' are for points".formatted(name)
                  : "the columns of '%s' need attributes that the layer has not: %s"
                      .formatted(name, String.join("; ", missing)),
              "Leave profile out, or choose one that the layer's download/metadata lists.")
          .asException();
    }
    return profile;
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

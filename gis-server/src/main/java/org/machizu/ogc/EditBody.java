package org.machizu.ogc;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.machizu.geo.crs.CoordinateOutOfRangeException;
import org.machizu.geo.crs.CrsPath;
import org.machizu.geo.crs.GridShifts;
import org.machizu.geo.crs.ShiftAccuracy;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.Schema;
import org.machizu.http.Json;
import org.machizu.http.Problem;
import org.machizu.layers.FeatureJson;

/**
 * What a change is sent with (20-002r1): a GeoJSON feature, or a JSON merge patch (RFC 7396) of
 * one; its coordinates in the system that the header {@code Content-Crs} names, without it CRS84.
 */
final class EditBody {
  /** Of whole features. */
  static final List<String> WHOLE = List.of("application/geo+json", "application/json");

  /** Of changes to one. */
  static final List<String> PATCH =
      List.of("application/merge-patch+json", "application/json", "application/geo+json");

  private static final String FEATURE = "Feature";

  /**
   * A body as it came.
   *
   * @param contentType the header; null when there is none
   * @param contentCrs the header; null when there is none
   */
  record Sent(@Nullable String contentType, @Nullable String contentCrs, byte[] bytes) {}

  private final JsonNode json;
  private final OfferedCrs crs;
  private final GridShifts grids;
  private ShiftAccuracy accuracy = ShiftAccuracy.EXACT;

  private EditBody(JsonNode json, OfferedCrs crs, GridShifts grids) {
    this.json = json;
    this.crs = crs;
    this.grids = grids;
  }

  /**
   * @param sent the body, with what its headers say of it
   * @param types the media types that it may have
   * @throws org.machizu.http.ProblemException 400 {@code content-type-needed}, {@code unknown-crs},
   *     {@code bad-json}, {@code bad-member}; 415 {@code content-type-unknown}
   */
  static EditBody read(Sent sent, List<String> types, GridShifts grids) {
    requireType(sent.contentType(), types);
    Optional<String> named =
        Optional.ofNullable(sent.contentCrs())
            .map(value -> value.strip().replaceFirst("^<(.*)>$", "$1"));
    OfferedCrs crs = OfferedCrs.read(Representation.HEADER, named, OfferedCrs.ALL);
    JsonNode json = Json.object(sent.bytes());
    JsonNode type = json.path("type");
    if (!type.isMissingNode() && !type.asText().equals(FEATURE)) {
      throw Problem.badMember("type", type.toString(), "\"Feature\": one feature at a time")
          .asException();
    }
    return new EditBody(json, crs, grids);
  }

  private static void requireType(@Nullable String header, List<String> types) {
    if (header == null || header.isBlank()) {
      throw Problem.of(
              400,
              "content-type-needed",
              "The request does not say what its body is",
              "there is no Content-Type; allowed are " + String.join(", ", types),
              "Send the header Content-Type.")
          .asException();
    }
    String type = header.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (!types.contains(type)) {
      throw Problem.of(
              415,
              "content-type-unknown",
              "The body is of a kind that is not taken here",
              "Content-Type is '%s'; allowed are %s"
                  .formatted(
                      type.length() <= 80 ? type : type.substring(0, 80) + "…",
                      String.join(", ", types)),
              "Send one GeoJSON feature, or for PATCH a JSON merge patch of one.")
          .asException();
    }
  }

  /** Whether the body has a geometry, or says that there is none. */
  boolean namesGeometry() {
    return json.has("geometry");
  }

  /** Whether the body takes the geometry away. */
  boolean removesGeometry() {
    return json.path("geometry").isNull();
  }

  /**
   * The geometry, lon/lat JGD2011, as a layer takes it; null when there is none.
   *
   * @throws org.machizu.http.ProblemException as {@link FeatureJson#geometry}; 400 {@code
   *     bad-member} when its positions are none of the coordinate system
   */
  @Nullable Geometry geometry(Schema schema) {
    return FeatureJson.geometry(json, schema, this::toLonLat);
  }

  private Geometry toLonLat(Geometry written) {
    Geometry eastFirst = crs.northFirst() ? Representation.turned(written.copy()) : written;
    if (crs.crs().isGeographic() && crs.crs().sharesDatumWith(org.machizu.geo.crs.Crs.JGD2011)) {
      return eastFirst;
    }
    try {
      CrsPath.Placed placed = CrsPath.toJgd2011(crs.crs(), grids).place(eastFirst);
      accuracy = placed.accuracy();
      return placed.geometry();
    } catch (CoordinateOutOfRangeException e) {
      throw Problem.badMember(
              "geometry", "with positions that are none of " + crs.uri(), "" + e.getMessage())
          .asException();
    }
  }

  /** How well the geometry could be put; known when it was read. */
  ShiftAccuracy accuracy() {
    return accuracy;
  }

  /** The values that the body names; {@code properties: null} empties every attribute. */
  Map<String, @Nullable Object> properties(Schema schema) {
    if (!json.path("properties").isNull()) {
      return FeatureJson.properties(json, schema);
    }
    Map<String, @Nullable Object> none = new LinkedHashMap<>();
    for (Attribute attribute : schema.attributes()) {
      none.put(attribute.name(), null);
    }
    return none;
  }

  /**
   * A feature keeps its id: a patch that names another is refused, as 20-002r1 has it.
   *
   * @throws org.machizu.http.ProblemException 400 {@code bad-member}
   */
  void requireId(long id) {
    JsonNode named = json.path("id");
    if (!named.isMissingNode() && !named.asText().equals(Long.toString(id))) {
      throw Problem.badMember("id", named.toString(), id + ", which stays as it is").asException();
    }
  }
}

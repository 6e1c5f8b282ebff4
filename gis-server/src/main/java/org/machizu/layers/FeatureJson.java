package org.machizu.layers;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.machizu.access.Rights;
import org.machizu.access.View;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.Schema;
import org.machizu.http.Json;
import org.machizu.http.Problem;
import org.machizu.ingest.check.Checked;
import org.machizu.ingest.check.GeometryCheck;
import org.machizu.ingest.format.GeoJson;
import org.machizu.ingest.format.ReadLimits;

/** Features in request bodies and answers, as GeoJSON (RFC 7946). */
public final class FeatureJson {
  private static final int CLASS_CHARS = 8;

  private FeatureJson() {}

  /**
   * The feature's version as ETag, with quotes; with the View's class behind it where not everybody
   * sees the same, so that who is given more or less rights is not answered from a browser's cache.
   */
  public static String etag(Feature feature, View view) {
    String seen =
        view.entitlement().equals(Rights.FOR_ALL)
            ? ""
            : "-" + view.entitlement().substring(0, CLASS_CHARS);
    return "\"" + feature.version() + seen + "\"";
  }

  /** The feature as a JSON tree. */
  public static JsonNode tree(Feature feature) {
    try (TokenBuffer buffer = new TokenBuffer(Json.mapper(), false)) {
      GeoJson.write(buffer, feature);
      return Json.mapper().readTree(buffer.asParser());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The geometry of the body, as a layer takes it.
   *
   * @return null when the body has none
   * @throws org.machizu.http.ProblemException 400 when it is no geometry, 422 when the layer cannot
   *     take it
   */
  public static @Nullable Geometry geometry(JsonNode body, Schema schema) {
    return geometry(body, schema, UnaryOperator.identity());
  }

  /**
   * As {@link #geometry(JsonNode, Schema)}, of a body in another coordinate system.
   *
   * @param toLonLat from the body's coordinates to lon/lat JGD2011
   */
  public static @Nullable Geometry geometry(
      JsonNode body, Schema schema, UnaryOperator<Geometry> toLonLat) {
    JsonNode node = body.path("geometry");
    if (node.isMissingNode() || node.isNull()) {
      return null;
    }
    try (JsonParser parser = node.traverse()) {
      return switch (GeoJson.readGeometry(parser, ReadLimits.DEFAULT)) {
        case GeoJson.Parsed.Refused(var problem) -> throw refused(400, problem);
        case GeoJson.Parsed.Read(var geometry, var closedRings) ->
            geometry == null ? null : checked(toLonLat.apply(geometry), schema);
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The attribute values that the body names.
   *
   * @throws org.machizu.http.ProblemException 400 for an unknown attribute or a value of the wrong
   *     kind
   */
  public static Map<String, @Nullable Object> properties(JsonNode body, Schema schema) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    if (body.path("properties") instanceof ObjectNode properties) {
      for (var entry : properties.properties()) {
        Attribute attribute =
            schema.find(entry.getKey()).orElseThrow(() -> unknown(entry.getKey(), schema));
        values.put(attribute.name(), AttributeJson.parse(attribute, entry.getValue()));
      }
    }
    return values;
  }

  private static RuntimeException unknown(String name, Schema schema) {
    return Problem.unknownAttribute(
            name, schema.attributes().stream().map(Attribute::name).toList())
        .asException();
  }

  /** Valid, flat, of the layer's kind; mended where that changes nothing of what it says. */
  private static @Nullable Geometry checked(Geometry geometry, Schema schema) {
    var check = new GeometryCheck(schema.geometryType(), false, note -> {});
    return switch (check.check(0, null, geometry)) {
      case Checked.Accepted(var accepted) -> accepted;
      case Checked.Repaired(var repaired, var problem) -> repaired;
      case Checked.Rejected(var problem) -> throw refused(422, problem);
    };
  }

  private static RuntimeException refused(int status, org.machizu.ingest.format.Problem problem) {
    String place = problem.place();
    return new Problem(
            status,
            problem.code(),
            "The geometry cannot be used",
            problem.reason(),
            problem.advice(),
            place == null ? Map.of() : Map.of("place", place))
        .asException();
  }
}

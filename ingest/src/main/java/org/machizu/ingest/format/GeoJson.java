package org.machizu.ingest.format;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.machizu.geo.feature.Feature;

/**
 * Single features and geometries as GeoJSON (RFC 7946), for interfaces that speak it feature by
 * feature; whole files are read by {@link GeoJsonFormat}. Coordinates are written with every digit
 * they have.
 */
public final class GeoJson {
  private GeoJson() {}

  /** Writes the feature as one JSON object. */
  public static void write(JsonGenerator json, Feature feature) throws IOException {
    GeoJsonOutput.write(json, feature);
  }

  /**
   * Writes what a feature's object has inside its braces, so that more can stand beside it: type,
   * id, properties, geometry.
   */
  public static void writeMembers(JsonGenerator json, Feature feature) throws IOException {
    GeoJsonOutput.writeMembers(json, feature);
  }

  /** Writes the geometry as one JSON object. */
  public static void write(JsonGenerator json, Geometry geometry) throws IOException {
    GeoJsonOutput.write(json, geometry);
  }

  /** What reading a geometry gave. */
  public sealed interface Parsed {
    /**
     * @param geometry lon/lat as given, two dimensions, not yet checked for validity; null for an
     *     empty coordinate array
     * @param closedRings where rings were closed that were open, as "lon,lat"
     */
    record Read(@Nullable Geometry geometry, List<String> closedRings) implements Parsed {}

    /** It is no geometry; the problem has row 0. */
    record Refused(Problem problem) implements Parsed {}
  }

  /**
   * Reads one geometry object.
   *
   * @param parser over sound JSON, before the object or at its start
   */
  public static Parsed readGeometry(JsonParser parser, ReadLimits limits) throws IOException {
    if (parser.currentToken() == null) {
      parser.nextToken();
    }
    try {
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        throw new RowRejected(
            "geometry-malformed",
            "the geometry is no JSON object",
            "Give an object with type and coordinates, as RFC 7946 describes it.",
            null);
      }
      List<String> closed = new ArrayList<>();
      Geometry geometry =
          GeoJsonGeometry.read(parser, new CoordinateNode.Reading(limits.maxVertices()))
              .build(closed::add);
      return new Parsed.Read(geometry, closed);
    } catch (RowRejected e) {
      return new Parsed.Refused(e.toProblem(0, null));
    }
  }
}

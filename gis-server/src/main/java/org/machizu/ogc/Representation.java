package org.machizu.ogc;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateSequenceFilter;
import org.locationtech.jts.geom.Geometry;
import org.machizu.geo.crs.CoordinateOutOfRangeException;
import org.machizu.geo.crs.CrsPath;
import org.machizu.geo.crs.GridShifts;
import org.machizu.geo.crs.ShiftAccuracy;
import org.machizu.geo.feature.Attribute;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.Schema;
import org.machizu.http.Parameter;
import org.machizu.http.Problem;
import org.machizu.http.Query;

/**
 * How a request wants features written: in which coordinate system ({@code crs}, 18-058r1), with
 * which attributes ({@code properties}, {@code exclude-properties}), with a geometry or without
 * ({@code skipGeometry}). Of one request: it keeps how well the places could be put.
 */
final class Representation {
  static final Parameter CRS =
      Parameter.uri(
          "crs",
          "the coordinate system of the answer, as its address; without it CRS84 (lon, lat)");
  static final Parameter PROPERTIES =
      Parameter.texts("properties", "only these attributes, with commas between them");
  static final Parameter EXCLUDED =
      Parameter.texts("exclude-properties", "all attributes but these, with commas between them");
  static final Parameter SKIP_GEOMETRY =
      Parameter.truth("skipGeometry", "true: without geometries; false is usual");

  /** Those of every request for features. */
  static final List<Parameter> PARAMETERS = List.of(CRS, PROPERTIES, EXCLUDED, SKIP_GEOMETRY);

  static final String HEADER = "Content-Crs";

  private final OfferedCrs crs;
  private final @Nullable CrsPath path;
  private final @Nullable Schema schema;
  private final boolean withGeometry;
  private @Nullable ShiftAccuracy worst;

  private Representation(
      OfferedCrs crs, @Nullable CrsPath path, @Nullable Schema schema, boolean withGeometry) {
    this.crs = crs;
    this.path = path;
    this.schema = schema;
    this.withGeometry = withGeometry;
  }

  /**
   * @param schema what the caller sees of the layer
   * @throws org.machizu.http.ProblemException 400 {@code unknown-crs}, {@code unknown-attribute},
   *     {@code bad-parameter}
   */
  static Representation read(Query query, Schema schema, GridShifts grids) {
    OfferedCrs crs = OfferedCrs.read(CRS.name(), query.text(CRS.name()), OfferedCrs.ALL);
    // From degrees on the same datum there is nothing to reckon.
    boolean asKept =
        crs.crs().isGeographic() && crs.crs().sharesDatumWith(org.machizu.geo.crs.Crs.JGD2011);
    return new Representation(
        crs,
        asKept ? null : CrsPath.fromJgd2011(crs.crs(), grids),
        selected(query, schema),
        !query.truth(SKIP_GEOMETRY.name()));
  }

  /** Of what is worked out, whose attributes are not known beforehand. */
  static Representation ofComputed(Query query) {
    OfferedCrs crs =
        OfferedCrs.read(CRS.name(), query.text(CRS.name()), OfferedCrs.WITH_STRAIGHT_BOXES);
    CrsPath path =
        crs.crs().isGeographic() ? null : CrsPath.fromJgd2011(crs.crs(), GridShifts.NONE);
    return new Representation(crs, path, null, true);
  }

  /**
   * As everything is written where nothing is asked for.
   *
   * @param before how well the places were put that came in, which is told
   */
  static Representation usual(ShiftAccuracy before) {
    Representation usual = new Representation(OfferedCrs.CRS84, null, null, true);
    usual.worst = before;
    return usual;
  }

  private static @Nullable Schema selected(Query query, Schema schema) {
    Optional<Set<String>> wanted = names(query, PROPERTIES.name(), schema);
    Optional<Set<String>> unwanted = names(query, EXCLUDED.name(), schema);
    if (wanted.isEmpty() && unwanted.isEmpty()) {
      return null;
    }
    List<Attribute> kept =
        schema.attributes().stream()
            .filter(a -> wanted.isEmpty() || wanted.get().contains(a.name()))
            .filter(a -> unwanted.isEmpty() || !unwanted.get().contains(a.name()))
            .toList();
    return new Schema(schema.geometryType(), kept);
  }

  private static Optional<Set<String>> names(Query query, String parameter, Schema schema) {
    return query
        .text(parameter)
        .map(text -> {
          Set<String> names =
              Arrays.stream(text.split(",", -1)).map(String::strip).collect(Collectors.toSet());
          for (String name : names) {
            if (schema.indexOf(name) < 0) {
              throw Problem.unknownAttribute(
                      name, schema.attributes().stream().map(Attribute::name).toList())
                  .asException();
            }
          }
          return names;
        });
  }

  /** Whether positions are written as longitude and latitude. */
  boolean isLonLat() {
    return crs.equals(OfferedCrs.CRS84);
  }

  /** The header that tells the coordinate system of the answer, as 18-058r1 (6.2.6) has it. */
  String contentCrs() {
    return "<" + crs.uri() + ">";
  }

  /**
   * The feature as it is to be written.
   *
   * @throws org.machizu.http.ProblemException 400 when a position cannot be put into the system
   */
  Feature of(Feature feature) {
    return new Feature(
        feature.id(),
        feature.version(),
        place(feature.geometry()),
        schema == null ? feature.attributes() : feature.attributes().narrowTo(schema));
  }

  /** The geometry as it is to be written, in the order of the system's axes. */
  @Nullable Geometry place(@Nullable Geometry geometry) {
    if (geometry == null || !withGeometry) {
      return null;
    }
    if (path == null) {
      return crs.northFirst() ? turned(geometry.copy()) : geometry;
    }
    try {
      CrsPath.Placed placed = path.place(geometry);
      if (worst == null || placed.accuracy().accuracyM() > worst.accuracyM()) {
        worst = placed.accuracy();
      }
      return crs.northFirst() ? turned(placed.geometry()) : placed.geometry();
    } catch (CoordinateOutOfRangeException e) {
      throw Problem.badParameter(CRS.name(), crs.uri(), String.valueOf(e.getMessage()))
          .asException();
    }
  }

  /** Changes x and y of a geometry that is nobody else's. */
  static Geometry turned(Geometry own) {
    own.apply(
        new CoordinateSequenceFilter() {
          @Override
          public void filter(CoordinateSequence sequence, int i) {
            double x = sequence.getX(i);
            sequence.setOrdinate(i, CoordinateSequence.X, sequence.getY(i));
            sequence.setOrdinate(i, CoordinateSequence.Y, x);
          }

          @Override
          public boolean isDone() {
            return false;
          }

          @Override
          public boolean isGeometryChanged() {
            return true;
          }
        });
    return own;
  }

  /** How good the places are that were written so far, where their datum was shifted. */
  void tellAccuracy(JsonGenerator json) throws IOException {
    if (worst == null || worst.method() == ShiftAccuracy.Method.NOT_NEEDED) {
      return;
    }
    Map<String, Object> shift = new LinkedHashMap<>();
    shift.put("method", worst.method().name().toLowerCase(Locale.ROOT));
    shift.put("accuracyM", worst.accuracyM());
    shift.put("note", Map.of("ja", worst.note().ja(), "en", worst.note().en()));
    json.writePOJOField("machizu", Map.of("datumShift", shift));
  }
}

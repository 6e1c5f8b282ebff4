package org.machizu.ogc;

import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.util.GeometryTransformer;
import org.machizu.access.View;
import org.machizu.geo.crs.Crs;
import org.machizu.geo.crs.CrsConversion;
import org.machizu.geo.crs.CrsReference;
import org.machizu.geo.filter.Cql2;
import org.machizu.geo.filter.Predicate;
import org.machizu.http.Parameter;
import org.machizu.http.Problem;
import org.machizu.http.Query;

/**
 * The parameters {@code filter}, {@code filter-lang} and {@code filter-crs} of OGC API – Features
 * Part 3 (19-079r2): a condition in CQL2 on what the View shows. An attribute that the asker may
 * not ask about is said to be unknown in the same words as one that is not there.
 */
public final class FilterRequest {
  public static final Parameter FILTER =
      Parameter.text(
          "filter",
          "a condition in CQL2 about what /ogc/collections/{layer}/queryables lists, as: name LIKE '早来%' AND S_INTERSECTS(geometry,BBOX(141,42,142,43))");
  public static final Parameter LANGUAGE =
      Parameter.text("filter-lang", "the filter's encoding: cql2-text (without it) or cql2-json");
  public static final Parameter CRS =
      Parameter.text(
          "filter-crs",
          "the coordinate system of the filter's geometries, as a URI; without it CRS84 (lon, lat)");

  private static final String TEXT = "cql2-text";
  private static final String JSON = "cql2-json";

  private FilterRequest() {}

  /**
   * The condition; everything when there is none.
   *
   * @throws org.machizu.http.ProblemException 400 {@code bad-filter}, {@code bad-parameter} or
   *     {@code unknown-crs}
   */
  public static Predicate read(Query query, View view) {
    String language = query.text(LANGUAGE.name()).orElse(TEXT);
    if (!language.equals(TEXT) && !language.equals(JSON)) {
      throw Problem.badParameter(LANGUAGE.name(), language, TEXT + " or " + JSON).asException();
    }
    Cql2.Terms terms = terms(query, view);
    Optional<String> filter = query.text(FILTER.name());
    if (filter.isEmpty()) {
      return new Predicate.Everything();
    }
    try {
      return language.equals(TEXT)
          ? Cql2.readText(filter.get(), terms)
          : Cql2.readJson(filter.get(), terms);
    } catch (IllegalArgumentException e) {
      throw Problem.of(
              400,
              "bad-filter",
              "The filter cannot be used",
              String.valueOf(e.getMessage()),
              "Mend it there; what it may name stands at /ogc/collections/{layer}/queryables.")
          .asException();
    }
  }

  private static Cql2.Terms terms(Query query, View view) {
    Optional<String> named = query.text(CRS.name()).map(OfferedCrs::expanded);
    if (named.isEmpty()) {
      return Cql2.Terms.lonLat(view.askable());
    }
    Crs crs = Query.parseCrs(named.get());
    if (!crs.sharesDatumWith(Crs.JGD2011)) {
      throw Problem.badParameter(
              CRS.name(),
              named.get(),
              "a system on JGD2011 or WGS84: CRS84, EPSG:6668, 4326, 3857, 6669 to 6687")
          .asException();
    }
    boolean northFirst = CrsReference.parse(named.get()).northFirst();
    CrsConversion conversion = CrsConversion.between(crs, Crs.JGD2011);
    return new Cql2.Terms(
        view.askable(),
        written -> conversion.apply(northFirst ? eastFirst(written) : written),
        crs.isGeographic() && !northFirst);
  }

  private static Geometry eastFirst(Geometry northFirst) {
    return new GeometryTransformer() {
      @Override
      protected CoordinateSequence transformCoordinates(
          CoordinateSequence positions, Geometry parent) {
        Coordinate[] turned = positions.toCoordinateArray();
        for (int i = 0; i < turned.length; i++) {
          turned[i] = new Coordinate(turned[i].y, turned[i].x);
        }
        return createCoordinateSequence(turned);
      }
    }.transform(northFirst);
  }
}

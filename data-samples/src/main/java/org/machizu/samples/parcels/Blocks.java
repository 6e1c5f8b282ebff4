package org.machizu.samples.parcels;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.locationtech.jts.index.strtree.STRtree;
import org.machizu.samples.plane.Faces;
import org.machizu.samples.plane.Shapes;
import org.machizu.samples.streets.CentreFrame;
import org.machizu.samples.streets.FieldRoads;
import org.machizu.samples.streets.Hamlet;
import org.machizu.samples.streets.Noded;
import org.machizu.samples.streets.Street;
import org.machizu.samples.terrain.Land;

/** The ground of the town cut by everything that cuts it: roads, rivers, railway, ponds, hills. */
final class Blocks {
  private static final double SMALLEST_M2 = 25;
  private static final double RAILWAY_HALF_M = 9;

  private final List<Polygon> ponds;
  private final PreparedGeometry water;
  private final PreparedGeometry dikes;
  private final PreparedGeometry railway;
  private final PreparedGeometry plain;
  private final PreparedGeometry centre;
  private final PreparedGeometry inside;
  private final STRtree streets = new STRtree();
  private final List<Noded.Tagged<Object>> lines = new ArrayList<>();

  private Blocks(Land land, List<Street> all) {
    Geometry rails = railwayGround(land);
    ponds = land.ponds().stream().map(Land.Pond::area).toList();
    water = prepared(land.water());
    dikes = prepared(land.river().buffer(FieldRoads.DIKE_M + 6, 4));
    railway = prepared(rails);
    plain = prepared(land.plain());
    centre = prepared(CentreFrame.area());
    inside = prepared(land.boundary());
    for (Street street : all) {
      streets.insert(street.strip().getEnvelopeInternal(), street);
      lines.add(new Noded.Tagged<>(street.line(), street));
    }
    streets.build();
    List.of(land.boundary(), land.plain(), land.water(), rails).forEach(this::border);
    ponds.forEach(this::border);
  }

  static List<Block> between(Land land, List<Street> streets) {
    return new Blocks(land, streets).cut();
  }

  /** The railway's own ground, wider at the station. */
  static Geometry railwayGround(Land land) {
    Polygon yard =
        Shapes.area(
            List.of(
                CentreFrame.straight(-260, -34),
                CentreFrame.straight(260, -34),
                CentreFrame.straight(260, 24),
                CentreFrame.straight(-260, 24)));
    return Shapes.union(List.of(land.railway().buffer(RAILWAY_HALF_M, 2), yard));
  }

  private static PreparedGeometry prepared(Geometry geometry) {
    return PreparedGeometryFactory.prepare(geometry);
  }

  private void border(Geometry area) {
    Geometry boundary = area.getBoundary();
    for (int i = 0; i < boundary.getNumGeometries(); i++) {
      lines.add(new Noded.Tagged<>((LineString) boundary.getGeometryN(i), "border"));
    }
  }

  private List<Block> cut() {
    List<Polygon> faces =
        Faces.between(Noded.parts(lines).stream().map(Noded.Tagged::line).toList());
    return faces.parallelStream().map(this::blocks).flatMap(List::stream).toList();
  }

  private List<Block> blocks(Polygon face) {
    Geometry middle = face.getInteriorPoint();
    if (!inside.contains(middle)) {
      return List.of();
    }
    Ground ground = ground(face, middle);
    List<Street> near = new ArrayList<>();
    PreparedGeometry prepared = prepared(face);
    for (Object found : streets.query(face.getEnvelopeInternal())) {
      Street street = (Street) found;
      if (prepared.intersects(street.strip())) {
        near.add(street);
      }
    }
    near.sort(Comparator.comparingInt(Street::index));
    Geometry left = face;
    if (!near.isEmpty()) {
      left = Shapes.difference(face, Shapes.union(near.stream().map(Street::strip).toList()));
    }
    Frontage frontage = new Frontage(near);
    return Shapes.polygons(left, SMALLEST_M2).stream()
        .filter(shape -> !isSliver(shape))
        .map(shape -> new Block(shape, ground, frontage))
        .toList();
  }

  private static boolean isSliver(Polygon shape) {
    return shape.getArea() / shape.getLength() < 0.8;
  }

  private Ground ground(Polygon face, Geometry middle) {
    if (water.contains(middle)) {
      return Ground.RIVER;
    }
    if (railway.contains(middle)) {
      return Ground.RAILWAY;
    }
    if (ponds.stream().anyMatch(pond -> pond.contains(middle))) {
      return Ground.POND;
    }
    if (dikes.contains(middle)) {
      return Ground.DIKE;
    }
    if (!plain.contains(middle)) {
      return Ground.HILL;
    }
    if (centre.contains(middle)) {
      return Ground.CENTRE;
    }
    return isOfHamlet(face, middle.getCoordinate()) ? Ground.HAMLET : Ground.FIELD;
  }

  private static boolean isOfHamlet(Polygon face, Coordinate middle) {
    return face.getArea() < 45_000
        && Hamlet.all().stream().anyMatch(h -> h.centre().distance(middle) < h.reachM());
  }
}

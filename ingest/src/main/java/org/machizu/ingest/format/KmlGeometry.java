package org.machizu.ingest.format;

import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.impl.PackedCoordinateSequence;
import org.machizu.geo.feature.GeometryType;

/** The geometry of one placemark, read element by element. */
final class KmlGeometry {
  private static final int DEEPEST_GROUPS = 8;
  private static final GeometryFactory JTS = new GeometryFactory();

  private final XMLStreamReader xml;
  private final boolean wanted;
  private int verticesLeft;
  private @Nullable GeometryType kind;
  private @Nullable Geometry geometry;
  private @Nullable RowRejected fault;
  private int closedRings;

  /**
   * @param wanted whether positions are read; without, only the kind is found out
   */
  KmlGeometry(XMLStreamReader xml, int maxVertices, boolean wanted) {
    this.xml = xml;
    this.wanted = wanted;
    this.verticesLeft = maxVertices;
  }

  @Nullable GeometryType kind() {
    return kind;
  }

  @Nullable Geometry geometry() {
    return fault == null ? geometry : null;
  }

  @Nullable RowRejected fault() {
    return fault;
  }

  int closedRings() {
    return closedRings;
  }

  /**
   * Reads the element when it is a geometry.
   *
   * @return whether it was; then the reader stands at its end
   */
  boolean readIfGeometry(String element) throws XMLStreamException, FormatException {
    switch (element) {
      case "Point", "LineString", "LinearRing", "Polygon", "MultiGeometry" -> {
        Geometry read = read(element, 0);
        if (geometry == null) {
          geometry = read;
        }
        return true;
      }
      case "Model", "Track", "MultiTrack" -> {
        fault =
            new RowRejected(
                "geometry-kind",
                "a placemark shows a " + element + ", which is no shape on the map",
                "Draw it as a point, line or area.",
                null);
        KmlParser.skip(xml);
        return true;
      }
      default -> {
        return false;
      }
    }
  }

  /** Null when it is not wanted or when there is a fault. */
  private @Nullable Geometry read(String element, int depth)
      throws XMLStreamException, FormatException {
    switch (element) {
      case "Point" -> {
        see(GeometryType.POINT);
        CoordinateSequence at = positions(firstCoordinates());
        if (at == null) {
          return null;
        }
        return at.size() == 1 ? JTS.createPoint(at) : refuse("a Point has %d positions", at.size());
      }
      case "LineString", "LinearRing" -> {
        see(GeometryType.LINE);
        CoordinateSequence at = positions(firstCoordinates());
        if (at == null) {
          return null;
        }
        return at.size() > 1
            ? JTS.createLineString(at)
            : refuse("a line has %d positions; it needs at least 2", at.size());
      }
      case "Polygon" -> {
        see(GeometryType.POLYGON);
        return polygon();
      }
      default -> {
        return group(depth);
      }
    }
  }

  private void see(GeometryType one) {
    kind = kind == null || kind == one ? one : GeometryType.MIXED;
  }

  private @Nullable Geometry group(int depth) throws XMLStreamException, FormatException {
    List<Geometry> parts = new ArrayList<>();
    while (true) {
      switch (KmlParser.step(xml)) {
        case XMLStreamConstants.START_ELEMENT -> {
          String element = xml.getLocalName();
          switch (element) {
            case "Point", "LineString", "LinearRing", "Polygon", "MultiGeometry" -> {
              if (depth == DEEPEST_GROUPS) {
                throw new FormatException(
                    "nested-too-deeply",
                    "geometries lie more than " + DEEPEST_GROUPS + " deep in one another",
                    "This is no usual KML; export it again.");
              }
              Geometry part = read(element, depth + 1);
              if (part != null) {
                parts.add(part);
              }
            }
            default -> KmlParser.skip(xml);
          }
        }
        case XMLStreamConstants.END_ELEMENT -> {
          return parts.isEmpty() ? null : joined(parts);
        }
        default -> {
          // text between elements
        }
      }
    }
  }

  private static Geometry joined(List<Geometry> parts) {
    if (parts.stream().allMatch(Point.class::isInstance)) {
      return JTS.createMultiPoint(parts.toArray(Point[]::new));
    }
    if (parts.stream().allMatch(LineString.class::isInstance)) {
      return JTS.createMultiLineString(parts.toArray(LineString[]::new));
    }
    if (parts.stream().allMatch(Polygon.class::isInstance)) {
      return JTS.createMultiPolygon(parts.toArray(Polygon[]::new));
    }
    return JTS.createGeometryCollection(parts.toArray(Geometry[]::new));
  }

  private @Nullable Geometry polygon() throws XMLStreamException, FormatException {
    LinearRing outer = null;
    List<LinearRing> holes = new ArrayList<>();
    while (true) {
      switch (KmlParser.step(xml)) {
        case XMLStreamConstants.START_ELEMENT -> {
          String element = xml.getLocalName();
          if (element.equals("outerBoundaryIs")) {
            List<LinearRing> rings = rings();
            outer = rings.isEmpty() ? outer : rings.getFirst();
          } else if (element.equals("innerBoundaryIs")) {
            holes.addAll(rings()); // several in one boundary: against the standard, yet met
          } else {
            KmlParser.skip(xml);
          }
        }
        case XMLStreamConstants.END_ELEMENT -> {
          if (!wanted || fault != null) {
            return null;
          }
          return outer == null
              ? refuse("a polygon has no outer ring")
              : JTS.createPolygon(outer, holes.toArray(LinearRing[]::new));
        }
        default -> {
          // text between elements
        }
      }
    }
  }

  private List<LinearRing> rings() throws XMLStreamException, FormatException {
    List<LinearRing> rings = new ArrayList<>();
    while (true) {
      switch (KmlParser.step(xml)) {
        case XMLStreamConstants.START_ELEMENT -> {
          if (xml.getLocalName().equals("LinearRing")) {
            CoordinateSequence at = positions(firstCoordinates());
            LinearRing ring = at == null ? null : ring(at);
            if (ring != null) {
              rings.add(ring);
            }
          } else {
            KmlParser.skip(xml);
          }
        }
        case XMLStreamConstants.END_ELEMENT -> {
          return rings;
        }
        default -> {
          // text between elements
        }
      }
    }
  }

  private @Nullable LinearRing ring(CoordinateSequence positions) {
    CoordinateSequence at = positions;
    int last = at.size() - 1;
    if (last < 0) {
      refuse("a ring has no position");
      return null;
    }
    if (at.getX(0) != at.getX(last) || at.getY(0) != at.getY(last)) {
      double[] closed = new double[2 * (last + 2)];
      for (int i = 0; i <= last + 1; i++) {
        closed[2 * i] = at.getX(i > last ? 0 : i);
        closed[2 * i + 1] = at.getY(i > last ? 0 : i);
      }
      at = new PackedCoordinateSequence.Double(closed, 2, 0);
      closedRings++;
    }
    if (at.size() < 4) {
      refuse("a ring has %d corners; it needs at least 3", at.size() - 1);
      return null;
    }
    return JTS.createLinearRing(at);
  }

  /** The text of the element coordinates inside the element at whose start the reader stands. */
  private String firstCoordinates() throws XMLStreamException, FormatException {
    String found = "";
    while (true) {
      switch (KmlParser.step(xml)) {
        case XMLStreamConstants.START_ELEMENT -> {
          if (wanted && found.isEmpty() && xml.getLocalName().equals("coordinates")) {
            found = KmlParser.text(xml, Integer.MAX_VALUE / 4); // the piece itself is bounded
          } else {
            KmlParser.skip(xml);
          }
        }
        case XMLStreamConstants.END_ELEMENT -> {
          return found;
        }
        default -> {
          // text between elements
        }
      }
    }
  }

  /** "lon,lat[,height]" between white space; null when not wanted, or with a fault told. */
  private @Nullable CoordinateSequence positions(String text) {
    if (!wanted || fault != null) {
      return null;
    }
    List<double[]> found = new ArrayList<>();
    int at = 0;
    while (true) {
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
      if (at == text.length()) {
        break;
      }
      int end = at;
      while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
        end++;
      }
      double[] position = position(text.substring(at, end));
      if (position == null) {
        return null;
      }
      if (--verticesLeft < 0) {
        refuse("the geometry has too many vertices");
        return null;
      }
      found.add(position);
      at = end;
    }
    double[] xy = new double[2 * found.size()];
    for (int i = 0; i < found.size(); i++) {
      xy[2 * i] = found.get(i)[0];
      xy[2 * i + 1] = found.get(i)[1];
    }
    return new PackedCoordinateSequence.Double(xy, 2, 0);
  }

  private double @Nullable [] position(String text) {
    int comma = text.indexOf(',');
    int second = text.indexOf(',', comma + 1);
    try {
      double[] position = {
        Double.parseDouble(text.substring(0, Math.max(comma, 0))),
        Double.parseDouble(text.substring(comma + 1, second < 0 ? text.length() : second))
      };
      if (Double.isFinite(position[0]) && Double.isFinite(position[1])) {
        return position;
      }
    } catch (NumberFormatException noNumber) {
      // told below
    }
    refuse("%s is no position lon,lat", InputFile.quoted(text));
    return null;
  }

  /** Tells the fault; always null. */
  private @Nullable Geometry refuse(String reason, Object... values) {
    if (fault == null) {
      fault =
          new RowRejected(
              "geometry-malformed", reason.formatted(values), "Draw the shape again.", null);
    }
    return null;
  }
}

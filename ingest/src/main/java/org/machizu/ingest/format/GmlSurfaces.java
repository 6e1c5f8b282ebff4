package org.machizu.ingest.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.impl.PackedCoordinateSequence;

/**
 * The surfaces of one geometry property (GML 3.1.1: polygons, triangles, rectangles and patches, in
 * whatever multi, composite or oriented surface they stand), seen from above: heights are left out.
 * A link to a surface elsewhere (XLink) is not followed; whoever has one is rejected.
 *
 * <p>Water bodies come as thousands of triangles. Where they fit edge to edge they become the areas
 * that they cover together ({@link SharedEdges}); where they do not, all of them are kept as they
 * are.
 */
final class GmlSurfaces {
  private static final GeometryFactory FACTORY = new GeometryFactory();
  private static final int DEEPEST = 32;

  private final XMLStreamReader xml;
  private final int maxVertices;
  private final List<Polygon> polygons = new ArrayList<>();
  private GmlReference reference = GmlReference.NONE;
  private @Nullable RowRejected fault;
  private int vertices;
  private int closed;
  private int withoutArea;

  /** What became of the surfaces. */
  record Joined(Geometry geometry, int surfaces, boolean joined) {}

  GmlSurfaces(XMLStreamReader xml, int maxVertices) {
    this.xml = xml;
    this.maxVertices = maxVertices;
  }

  /** Reads to the end of the element at whose start the reader stands. */
  void read(GmlReference outside) throws XMLStreamException, FormatException {
    reference = outside;
    walk(outside, 0);
  }

  /** The system of the surfaces, theirs or the one that they were given. */
  GmlReference reference() {
    return reference;
  }

  /** The first reason why the geometry cannot be taken, or null. */
  @Nullable RowRejected fault() {
    return fault;
  }

  boolean isEmpty() {
    return polygons.isEmpty();
  }

  /** Rings that did not end where they began. */
  int closed() {
    return closed;
  }

  /** Surfaces that stand upright or have no area for another reason, and were left out. */
  int withoutArea() {
    return withoutArea;
  }

  private void walk(GmlReference outside, int depth) throws XMLStreamException, FormatException {
    GmlReference inside = outside.inside(xml);
    requireOneSystem(inside);
    if (depth > DEEPEST) {
      throw CityGmlParser.tooDeep(DEEPEST);
    }
    if (CityGmlParser.link(xml) != null) {
      reject(
          new RowRejected(
              "xlink-not-followed",
              "a surface stands elsewhere: %s"
                  .formatted(InputFile.quoted(String.valueOf(CityGmlParser.link(xml)))),
              "Export the object with its own surfaces.",
              null));
    }
    switch (xml.getLocalName()) {
      case "Polygon", "PolygonPatch", "Triangle", "Rectangle" -> polygon(inside, depth);
      default -> {
        while (nextIsStart()) {
          walk(inside, depth + 1);
        }
      }
    }
  }

  /** All of a file is in one system; one that changes within it would end up elsewhere. */
  private void requireOneSystem(GmlReference inside) {
    if (reference.crs() == null) {
      reference = inside;
    } else if (inside.crs() != null && !inside.crs().equals(reference.crs())) {
      reject(
          new RowRejected(
              "crs-mixed",
              "the object is in another coordinate reference system than the file",
              "Export the file in one system.",
              null));
    }
  }

  /** Goes to the next child's start, or to the own end. */
  private boolean nextIsStart() throws XMLStreamException, FormatException {
    while (true) {
      switch (CityGmlParser.next(xml)) {
        case XMLStreamConstants.START_ELEMENT -> {
          return true;
        }
        case XMLStreamConstants.END_ELEMENT -> {
          return false;
        }
        default -> {
          // text between elements says nothing
        }
      }
    }
  }

  private void reject(RowRejected reason) {
    if (fault == null) {
      fault = reason;
    }
  }

  private void polygon(GmlReference reference, int depth)
      throws XMLStreamException, FormatException {
    List<LinearRing> rings = new ArrayList<>(1);
    boolean hasShell = false;
    while (nextIsStart()) {
      boolean shell = xml.getLocalName().equals("exterior");
      if (!shell && !xml.getLocalName().equals("interior")) {
        CityGmlParser.skip(xml, depth);
        continue;
      }
      LinearRing ring = ring(reference);
      if (ring != null) {
        hasShell |= shell;
        rings.add(shell ? 0 : rings.size(), ring);
      }
    }
    if (hasShell) {
      polygons.add(
          FACTORY.createPolygon(
              rings.getFirst(), rings.subList(1, rings.size()).toArray(LinearRing[]::new)));
    }
  }

  /** The ring within an exterior or interior; null when it has no area or is faulty. */
  private @Nullable LinearRing ring(GmlReference outside)
      throws XMLStreamException, FormatException {
    GmlPositions positions = new GmlPositions(maxVertices);
    GmlReference inside = outside;
    int depth = 0;
    boolean isPosition = false;
    while (true) {
      switch (CityGmlParser.next(xml)) {
        case XMLStreamConstants.START_ELEMENT -> {
          if (++depth > DEEPEST) {
            throw CityGmlParser.tooDeep(DEEPEST);
          }
          inside = inside.inside(xml);
          isPosition = xml.getLocalName().equals("posList") || xml.getLocalName().equals("pos");
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
          if (isPosition) {
            take(positions);
          }
        }
        case XMLStreamConstants.END_ELEMENT -> {
          if (isPosition) {
            endNumber(positions);
          }
          isPosition = false;
          if (depth-- == 0) {
            return fault == null ? ring(positions, inside) : null;
          }
        }
        default -> {
          // comments
        }
      }
    }
  }

  private void take(GmlPositions positions) {
    if (fault == null) {
      try {
        positions.take(xml.getTextCharacters(), xml.getTextStart(), xml.getTextLength());
      } catch (RowRejected e) {
        reject(e);
      }
    }
  }

  private void endNumber(GmlPositions positions) {
    if (fault == null) {
      try {
        positions.endNumber();
      } catch (RowRejected e) {
        reject(e);
      }
    }
  }

  private @Nullable LinearRing ring(GmlPositions positions, GmlReference reference) {
    try {
      PackedCoordinateSequence.Double ring = positions.sequence(reference);
      vertices += ring.size();
      if (vertices > maxVertices) {
        throw new RowRejected(
            "too-many-vertices",
            "the object has more than %,d positions".formatted(maxVertices),
            "Split the object.",
            null);
      }
      if (ring.size() < 3) {
        throw new RowRejected(
            "ring-too-short",
            "a ring has %d positions; it needs at least 4".formatted(ring.size()),
            "Export the object again.",
            null);
      }
      if (!Rings.isClosed(ring)) {
        ring = Rings.closed(ring);
        closed++;
      }
      if (ring.size() < 4 || Rings.signedArea(ring) == 0) {
        withoutArea++;
        return null;
      }
      return FACTORY.createLinearRing(ring);
    } catch (RowRejected e) {
      reject(e);
      return null;
    }
  }

  /** One polygon, or all of them joined where that is exact, else side by side. */
  Joined join() {
    int surfaces = polygons.size();
    if (surfaces == 1) {
      return new Joined(polygons.getFirst(), 1, false);
    }
    Optional<Geometry> joined = SharedEdges.join(polygons);
    if (joined.isPresent() && joined.get().getNumGeometries() < surfaces) {
      return new Joined(joined.get(), surfaces, true);
    }
    return new Joined(
        FACTORY.createMultiPolygon(polygons.toArray(Polygon[]::new)), surfaces, false);
  }
}

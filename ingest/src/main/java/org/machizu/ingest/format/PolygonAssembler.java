package org.machizu.ingest.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.geom.impl.PackedCoordinateSequence;
import org.locationtech.jts.index.strtree.STRtree;

/**
 * Makes polygons of the rings of one shape, which a Shapefile gives in any order.
 *
 * <p>A ring is a shell or a hole by where it lies, not by which way it turns: one that lies in no
 * other ring is a shell, one inside a shell is a hole of the smallest such shell, one inside a hole
 * is a shell again (an island in a lake). So files whose rings turn the wrong way come out right,
 * and a "hole" outside of every shell becomes a shell of its own. A ring that turns as its
 * container does must lie in it with all its points, so that two overlapping shells stay two.
 */
final class PolygonAssembler {
  /** The code of a mend that whole files need in every row, and that is therefore told once. */
  static final String ORIENTATION = "ring-orientation";

  private static final GeometryFactory FACTORY = new GeometryFactory();

  /** Below this many rings comparing each with each is faster than an index. */
  private static final int INDEX_FROM = 16;

  private final ShapeParser.Mends mends;

  PolygonAssembler(ShapeParser.Mends mends) {
    this.mends = mends;
  }

  /** A Polygon or MultiPolygon. */
  Geometry assemble(List<PackedCoordinateSequence.Double> parts) throws ShapeException {
    if (parts.size() == 1) {
      PackedCoordinateSequence.Double ring = closed(parts.getFirst());
      if (ring.size() < 4) {
        throw new ShapeException(
            "polygon-degenerate", "the polygon's only ring has fewer than three points");
      }
      return FACTORY.createPolygon(FACTORY.createLinearRing(ring));
    }
    List<NestedRing> rings = rings(parts);
    findContainers(rings);
    return build(rings);
  }

  /** The usable rings, large ones first. */
  private List<NestedRing> rings(List<PackedCoordinateSequence.Double> parts)
      throws ShapeException {
    List<NestedRing> rings = new ArrayList<>(parts.size());
    for (PackedCoordinateSequence.Double part : parts) {
      PackedCoordinateSequence.Double closed = closed(part);
      double area = closed.size() < 4 ? 0 : Rings.signedArea(closed);
      if (area == 0) {
        mends.mended("ring-degenerate", "a ring without area was left out");
      } else {
        rings.add(new NestedRing(FACTORY.createLinearRing(closed), area));
      }
    }
    if (rings.isEmpty()) {
      throw new ShapeException("polygon-degenerate", "no ring of the polygon has an area");
    }
    rings.sort(Comparator.comparingDouble((NestedRing ring) -> ring.size).reversed());
    return rings;
  }

  private PackedCoordinateSequence.Double closed(PackedCoordinateSequence.Double ring) {
    if (Rings.isClosed(ring)) {
      return ring;
    }
    mends.mended("ring-not-closed", "a ring did not end where it began; its first point was added");
    return Rings.closed(ring);
  }

  /** Gives each ring the smallest one it lies in; rings come large ones first. */
  private static void findContainers(List<NestedRing> rings) {
    STRtree index = null;
    if (rings.size() >= INDEX_FROM) {
      index = new STRtree();
      for (int i = 0; i < rings.size(); i++) {
        index.insert(rings.get(i).box, i);
      }
    }
    for (int i = 1; i < rings.size(); i++) {
      NestedRing ring = rings.get(i);
      if (index == null) {
        for (int j = i - 1; j >= 0 && ring.container == null; j--) {
          ring.tryContainer(rings.get(j));
        }
        continue;
      }
      int[] larger = largerRings(index.query(ring.box), i);
      for (int k = larger.length - 1; k >= 0 && ring.container == null; k--) {
        ring.tryContainer(rings.get(larger[k]));
      }
    }
  }

  private static int[] largerRings(List<?> found, int than) {
    int[] larger = new int[found.size()];
    int count = 0;
    for (Object each : found) {
      int index = (Integer) each;
      if (index < than) {
        larger[count++] = index;
      }
    }
    larger = Arrays.copyOf(larger, count);
    Arrays.sort(larger);
    return larger;
  }

  private Geometry build(List<NestedRing> rings) {
    List<NestedRing> shells = new ArrayList<>();
    for (NestedRing ring : rings) { // containers come before what lies in them
      NestedRing container = ring.container;
      if (container == null || container.isHole) {
        shells.add(ring);
      } else {
        ring.isHole = true;
        container.holes.add(ring.ring);
      }
      if (ring.isHole != ring.turnsAsHole) {
        mends.mended(
            ORIENTATION,
            "rings turn the wrong way; which of them are holes was found by where they lie");
      }
    }
    Polygon[] polygons = new Polygon[shells.size()];
    for (int i = 0; i < polygons.length; i++) {
      NestedRing shell = shells.get(i);
      polygons[i] = FACTORY.createPolygon(shell.ring, shell.holes.toArray(LinearRing[]::new));
    }
    return polygons.length == 1 ? polygons[0] : FACTORY.createMultiPolygon(polygons);
  }
}

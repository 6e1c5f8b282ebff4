package org.machizu.samples.streets;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.PrecisionModel;
import org.locationtech.jts.noding.NodedSegmentString;
import org.locationtech.jts.noding.SegmentString;
import org.locationtech.jts.noding.snapround.SnapRoundingNoder;
import org.machizu.samples.plane.Shapes;

/** Cuts lines where they meet, and brings all places to the centimetre. */
public final class Noded {
  private static final double PER_METRE = 100;

  private Noded() {}

  /** A line with what it belongs to. */
  public record Tagged<T>(LineString line, T owner) {}

  /** The parts between meeting places; where two lie on each other, the first line's part stays. */
  @SuppressWarnings("unchecked")
  public static <T> List<Tagged<T>> parts(Collection<Tagged<T>> lines) {
    SnapRoundingNoder noder = new SnapRoundingNoder(new PrecisionModel(PER_METRE));
    List<SegmentString> given = new ArrayList<>();
    for (Tagged<T> line : lines) {
      given.add(new NodedSegmentString(line.line.getCoordinates(), line.owner));
    }
    noder.computeNodes(given);
    Map<LineString, Tagged<T>> parts = new LinkedHashMap<>();
    for (Object found : noder.getNodedSubstrings()) {
      SegmentString part = (SegmentString) found;
      if (part.size() < 2) {
        continue;
      }
      LineString line = Shapes.line(List.of(part.getCoordinates()));
      if (line.getLength() < 2 / PER_METRE) {
        continue;
      }
      parts.putIfAbsent((LineString) line.norm(), new Tagged<>(line, (T) part.getData()));
    }
    return List.copyOf(parts.values());
  }
}

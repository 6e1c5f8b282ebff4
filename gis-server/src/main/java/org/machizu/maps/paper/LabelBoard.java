package org.machizu.maps.paper;

import java.util.List;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.index.quadtree.Quadtree;

/** Where labels are already; what comes first keeps its place. Boxes in mm of the page. */
final class LabelBoard {
  private final Envelope frame;
  private final Quadtree taken = new Quadtree();

  /**
   * @param frame within which labels must lie
   */
  LabelBoard(Envelope frame) {
    this.frame = frame;
  }

  boolean isWithin(List<Envelope> boxes) {
    return boxes.stream().allMatch(frame::contains);
  }

  /** Whether nothing is there yet. */
  boolean isFree(List<Envelope> boxes) {
    for (Envelope box : boxes) {
      for (Object other : taken.query(box)) {
        if (((Envelope) other).intersects(box)) {
          return false;
        }
      }
    }
    return true;
  }

  void take(List<Envelope> boxes) {
    boxes.forEach(box -> taken.insert(box, box));
  }
}

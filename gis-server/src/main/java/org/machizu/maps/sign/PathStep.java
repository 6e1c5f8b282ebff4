package org.machizu.maps.sign;

import java.util.ArrayList;
import java.util.List;

/** A part of a path, at absolute places. */
public sealed interface PathStep {
  /** Begins anew there. */
  record Move(double x, double y) implements PathStep {}

  /** A straight line there. */
  record Line(double x, double y) implements PathStep {}

  /** A cubic Bézier curve there. */
  record Curve(double x1, double y1, double x2, double y2, double x, double y)
      implements PathStep {}

  /** Back to where it began. */
  record Close() implements PathStep {}

  /** The path moved and then made larger. */
  static List<PathStep> placed(List<PathStep> path, double shift, double scale) {
    List<PathStep> placed = new ArrayList<>(path.size());
    for (PathStep step : path) {
      placed.add(
          switch (step) {
            case Move(double x, double y) -> new Move((x + shift) * scale, (y + shift) * scale);
            case Line(double x, double y) -> new Line((x + shift) * scale, (y + shift) * scale);
            case Curve c ->
                new Curve(
                    (c.x1 + shift) * scale,
                    (c.y1 + shift) * scale,
                    (c.x2 + shift) * scale,
                    (c.y2 + shift) * scale,
                    (c.x + shift) * scale,
                    (c.y + shift) * scale);
            case Close close -> close;
          });
    }
    return placed;
  }
}

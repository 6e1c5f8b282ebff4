package org.machizu.permits.site;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.locationtech.jts.geom.Geometry;
import org.machizu.geo.feature.Layer;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.feature.Words;
import org.machizu.permits.checklist.Line;

/**
 * What is said about one line.
 *
 * @param source the layer that was looked at and its state; empty when there was none
 * @param toleranceM how exact map and site are together
 */
public record Finding(Line line, Optional<Source> source, double toleranceM, Outcome outcome) {

  /** The layer that was looked at, and the state it was in. */
  public record Source(Layer layer, Revision revision) {}

  public Result result() {
    return outcome.result();
  }

  /** The features it rests on, the weightiest first. */
  public List<Named> named() {
    return outcome.named();
  }

  /** What holds for the whole site, by attribute or measure. */
  public Map<String, Object> values() {
    return outcome.values();
  }

  public Optional<Remark> remark() {
    return outcome.remark();
  }

  /** What a map should show besides the features, metres in the town's zone. */
  public Optional<Geometry> drawn() {
    return outcome.drawn();
  }

  /** The text for the result. */
  public Words text() {
    return text(line, outcome.result());
  }

  /** What a line says with a result. */
  public static Words text(Line line, Result result) {
    Line.Texts texts = line.texts();
    return switch (result) {
      case IN -> texts.in();
      case OUT -> texts.out();
      case NEAR -> texts.near();
      case UNKNOWN -> texts.unknown();
    };
  }
}

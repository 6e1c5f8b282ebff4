package org.machizu.maps.paper;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.machizu.maps.expression.Scope;
import org.machizu.maps.paper.LeftOut.Reason;

/** Draws the features of one style layer after the other. */
final class LayerDrawing {
  /** So many points make one path; printers do not like endless ones. */
  private static final int LONGEST_PATH = 4_000;

  /** Properties that are for screens alone, or that no paper has needed yet. */
  private static final List<String> UNDRAWN =
      List.of(
          "fill-translate",
          "line-translate",
          "line-pattern",
          "line-gradient",
          "line-blur",
          "circle-translate",
          "circle-blur",
          "icon-translate",
          "icon-text-fit",
          "text-translate",
          "text-writing-mode");

  private final Ink ink;
  private final Brush brush;
  private final double zoom;
  private final LegendBook legend;
  private final Missing missing;

  LayerDrawing(Ink ink, Brush brush, double zoom, LegendBook legend, Missing missing) {
    this.ink = ink;
    this.brush = brush;
    this.zoom = zoom;
    this.legend = legend;
    this.missing = missing;
  }

  /**
   * Draws areas, lines and circles.
   *
   * @return the features that get a symbol, which is drawn later; empty for other style layers
   */
  Optional<List<MapFeature>> draw(StyleLayer style, List<MapFeature> features) {
    List<MapFeature> taken = features.stream().filter(f -> style.takes(scope(f))).toList();
    if (!taken.isEmpty()) {
      UNDRAWN.stream()
          .filter(style::has)
          .forEach(property -> missing.add(style.layer(), Reason.KIND, property));
    }
    ink.save();
    Optional<List<MapFeature>> symbols = Optional.empty();
    switch (style.type()) {
      case "fill", "fill-extrusion" -> areas(style, sorted(style, taken, "fill-sort-key"));
      case "line" -> lines(style, sorted(style, taken, "line-sort-key"));
      case "circle" -> circles(style, sorted(style, taken, "circle-sort-key"));
      case "symbol" -> symbols = Optional.of(taken);
      default -> {
        if (!taken.isEmpty()) {
          missing.add(style.layer(), Reason.KIND, style.type());
        }
      }
    }
    ink.restore();
    missing.unknown(style);
    return symbols;
  }

  private Scope scope(MapFeature feature) {
    return new Scope(zoom, feature);
  }

  private List<MapFeature> sorted(StyleLayer style, List<MapFeature> features, String key) {
    return style.has(key)
        ? MapFeature.sorted(features, f -> style.number(key, scope(f), 0))
        : features;
  }

  private void areas(StyleLayer style, List<MapFeature> features) {
    for (MapFeature feature : features) {
      PaperShape shape = feature.shape();
      Optional<Look> look = LookReader.area(style, scope(feature), missing);
      if (shape.areas().isEmpty() || look.isEmpty()) {
        continue;
      }
      switch (look.get()) {
        case Look.Area area -> {
          brush.area(shape.areas(), area);
          if (!area.outline().isClear()) {
            shape.lines().forEach(ink::path);
            ink.pen(area.outline(), LookReader.outlineMm(), 0, 1, List.of());
            ink.stroke();
          }
        }
        case Look.Tiled tiled -> {
          if (!brush.tiled(shape.areas(), tiled)) {
            missing.image(style, tiled.pattern().name());
          }
        }
        default -> throw new IllegalStateException("an area that looks like " + look);
      }
      legend.saw(style, feature, look.get());
    }
  }

  /** Lines that look alike and follow each other are one stroke. */
  private void lines(StyleLayer style, List<MapFeature> features) {
    List<double[]> path = new ArrayList<>();
    int points = 0;
    Look.@Nullable Line pen = null;
    for (MapFeature feature : features) {
      List<double[]> lines = feature.shape().lines();
      Optional<Look> look = LookReader.line(style, scope(feature));
      if (lines.isEmpty() || !(look.orElse(null) instanceof Look.Line line)) {
        continue;
      }
      if (pen != null && (!pen.equals(line) || points > LONGEST_PATH)) {
        brush.lines(path, pen);
        path.clear();
        points = 0;
      }
      pen = line;
      path.addAll(lines);
      points += lines.stream().mapToInt(l -> l.length / 2).sum();
      legend.saw(style, feature, line);
    }
    if (pen != null) {
      brush.lines(path, pen);
    }
  }

  private void circles(StyleLayer style, List<MapFeature> features) {
    for (MapFeature feature : features) {
      Optional<Look> look = LookReader.disc(style, scope(feature));
      if (look.orElse(null) instanceof Look.Disc disc && !feature.shape().points().isEmpty()) {
        feature.shape().points().forEach(point -> brush.disc(point[0], point[1], disc));
        legend.saw(style, feature, disc);
      }
    }
  }
}

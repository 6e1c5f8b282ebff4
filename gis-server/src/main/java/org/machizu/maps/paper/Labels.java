package org.machizu.maps.paper;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.machizu.maps.expression.Rgba;
import org.machizu.maps.expression.Scope;
import org.machizu.maps.expression.Subject;
import org.machizu.maps.paper.LeftOut.Reason;
import org.machizu.maps.paper.PlacedLabel.PlacedSign;

/**
 * Texts and signs of a map. As on the screen, what lies above gets its place first, then what has
 * the lower sort key; drawn they are from below. No two overlap but where a style allows it.
 */
final class Labels {
  /** More would not be read, and placing them takes time. */
  private static final int MOST = 20_000;

  private static final double HALO_MM = 0.45;

  private final Sheet sheet;
  private final TypeFace face;
  private final double zoom;
  private final LegendBook legend;
  private final Missing missing;
  private final LabelBoard board;
  private final LabelSpots spots;
  private final List<Layer> layers = new ArrayList<>();
  private final List<PlacedLabel> own = new ArrayList<>();
  private int tried;

  /** What of a style layer is to be placed. */
  private record Layer(StyleLayer style, List<MapFeature> features, List<PlacedLabel> placed) {}

  Labels(Sheet sheet, TypeFace face, double zoom, LegendBook legend, Missing missing) {
    this.sheet = sheet;
    this.face = face;
    this.zoom = zoom;
    this.legend = legend;
    this.missing = missing;
    this.board = new LabelBoard(sheet.page(-0.5));
    this.spots = new LabelSpots(sheet);
  }

  /** Keeps labels away from somewhere. */
  void keepFree(Envelope box) {
    board.take(List.of(box));
  }

  /** A style layer of symbols, from below. */
  void add(StyleLayer style, List<MapFeature> features) {
    layers.add(new Layer(style, features, new ArrayList<>()));
  }

  /** A label that is placed before all others. */
  void addOwn(PlaneLabel label) {
    String text = face.printable(label.text().replace('\n', ' '));
    double sizeMm = label.sizePt() * Ink.MM_PER_PT;
    double width = sizeMm * face.width(text, 0);
    double angle = Math.toRadians(label.angleDeg());
    double x = sheet.xMm(label.eastM());
    double y = sheet.yMm(label.northM());
    List<Envelope> boxes = LabelBox.turned(x, y, width, sizeMm, angle, 0.2);
    if (!board.isWithin(boxes) || !board.isFree(boxes)) {
      return;
    }
    board.take(boxes);
    double down = TypeFace.MIDDLE * sizeMm;
    PlacedLabel.Run run =
        new PlacedLabel.Run(
            text,
            x - width / 2 * Math.cos(angle) + down * Math.sin(angle),
            y - width / 2 * Math.sin(angle) - down * Math.cos(angle),
            angle);
    Rgba colour = Rgba.find(label.colour()).orElse(Rgba.BLACK);
    own.add(new PlacedLabel(List.of(), List.of(run), sizeMm, 0, colour, Rgba.WHITE, HALO_MM));
  }

  /** Finds a place for each label, from above. */
  void place() {
    for (Layer layer : layers.reversed()) {
      StyleLayer style = layer.style();
      String placement = style.word("symbol-placement", scope(null), "point");
      if (placement.startsWith("line")) {
        placeAlongLines(layer, placement.equals("line-center"));
      } else {
        placeAtPoints(layer);
      }
      missing.unknown(style);
    }
    if (tried > MOST) {
      missing.add("", Reason.LABELS, "");
    }
  }

  void draw(Ink ink, Brush brush) {
    for (Layer layer : layers) {
      layer.placed().forEach(label -> label.draw(ink, brush, face));
    }
    own.forEach(label -> label.draw(ink, brush, face));
  }

  private Scope scope(@Nullable MapFeature feature) {
    return new Scope(zoom, feature == null ? Subject.NONE : feature);
  }

  private List<MapFeature> sorted(Layer layer) {
    return MapFeature.sorted(
        layer.features().stream().filter(MapFeature::isSeen).toList(),
        f -> layer.style().number("symbol-sort-key", scope(f), 0));
  }

  private void placeAtPoints(Layer layer) {
    PointLabel maker = new PointLabel(layer.style(), face, board, missing);
    for (MapFeature feature : sorted(layer)) {
      if (tried > MOST) {
        return;
      }
      PointLabel.Wish wish = maker.wish(scope(feature));
      if (wish.isEmpty()) {
        continue;
      }
      for (double[] spot : spots.points(feature)) {
        if (++tried <= MOST) {
          maker.place(wish, spot[0], spot[1]).ifPresent(label -> add(layer, feature, label));
        }
      }
    }
  }

  /** Features with the same label make one line where they meet, as a road of many segments. */
  private void placeAlongLines(Layer layer, boolean isCentred) {
    StyleLayer style = layer.style();
    Map<String, List<MapFeature>> alike = new LinkedHashMap<>();
    int alone = 0;
    for (MapFeature feature : sorted(layer)) {
      Scope scope = scope(feature);
      String text = style.label("text-field", scope);
      String sign = style.label("icon-image", scope);
      if (text.isEmpty() && sign.isEmpty()) {
        continue;
      }
      boolean isDirected = style.has("text-keep-upright") || !sign.isEmpty();
      String key = isDirected ? "#" + alone++ : text;
      alike.computeIfAbsent(key, _ -> new ArrayList<>()).add(feature);
    }
    LineLabel maker = new LineLabel(style, face, board);
    PointLabel level = new PointLabel(style, face, board, missing);
    for (List<MapFeature> features : alike.values()) {
      Scope scope = scope(features.getFirst());
      List<double[]> lines = new ArrayList<>();
      features.forEach(feature -> lines.addAll(spots.lines(feature)));
      Optional<Look.Sign> sign = LookReader.sign(style, scope, missing);
      boolean isLevel = style.word("text-rotation-alignment", scope, "auto").equals("viewport");
      for (double[] line : features.size() > 1 ? LabelSpots.joined(lines) : lines) {
        LinePath path = new LinePath(line);
        for (double[] slot : maker.slots(path, isCentred, scope)) {
          if (++tried > MOST) {
            return;
          }
          if (isLevel) {
            double[] at = path.at(slot[0]);
            if (maker.isFarFromAlike(at, scope)) {
              level
                  .place(level.wish(scope), at[0], at[1])
                  .ifPresent(label -> {
                    maker.remember(at, scope);
                    add(layer, features.getFirst(), label);
                  });
            }
          } else {
            maker
                .place(path, slot, scope, sign)
                .ifPresent(label -> add(layer, features.getFirst(), label));
          }
        }
      }
    }
  }

  private void add(Layer layer, MapFeature feature, PlacedLabel label) {
    layer.placed().add(label);
    label.signs().forEach(sign -> legend.saw(layer.style(), feature, sign.look()));
  }

  /** A sign that stands alone. */
  static PlacedLabel signOnly(PlacedSign sign) {
    return new PlacedLabel(List.of(sign), List.of(), 0, 0, Rgba.CLEAR, Rgba.CLEAR, 0);
  }
}

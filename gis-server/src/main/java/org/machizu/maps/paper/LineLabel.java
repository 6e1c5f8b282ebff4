package org.machizu.maps.paper;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.locationtech.jts.geom.Envelope;
import org.machizu.maps.expression.Scope;
import org.machizu.maps.paper.PlacedLabel.PlacedSign;
import org.machizu.maps.paper.PlacedLabel.Run;

/** Labels of one style layer that run along lines, character by character. */
final class LineLabel {
  /** Where in its slot a label is tried, in parts of the slot from its middle. */
  private static final double[] SHIFTS = {0, -0.12, 0.12, -0.25, 0.25, -0.38, 0.38};

  private static final int MOST_SLOTS = 200;

  private final StyleLayer style;
  private final TypeFace face;
  private final LabelBoard board;
  private final Map<String, List<double[]>> placed = new HashMap<>();

  LineLabel(StyleLayer style, TypeFace face, LabelBoard board) {
    this.style = style;
    this.face = face;
    this.board = board;
  }

  private double spacing(Scope scope) {
    return Math.max(1, style.number("symbol-spacing", scope, 250)) * Ink.MM_PER_PX;
  }

  /** The middles of the places along a line where labels stand, each with its slot's length. */
  List<double[]> slots(LinePath path, boolean isCentred, Scope scope) {
    int count =
        isCentred ? 1 : (int) Math.clamp(Math.rint(path.length() / spacing(scope)), 1, MOST_SLOTS);
    double slot = path.length() / count;
    List<double[]> slots = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      slots.add(new double[] {(i + 0.5) * slot, slot});
    }
    return slots;
  }

  /** Whether no label with the same text is near, as on the screen half of the spacing away. */
  boolean isFarFromAlike(double[] place, Scope scope) {
    double least = spacing(scope) / 2;
    return placed.getOrDefault(style.label("text-field", scope), List.of()).stream()
        .noneMatch(other -> Math.hypot(other[0] - place[0], other[1] - place[1]) < least);
  }

  void remember(double[] place, Scope scope) {
    placed.computeIfAbsent(style.label("text-field", scope), _ -> new ArrayList<>()).add(place);
  }

  /** A label in a slot of a line; empty when there is no room, or the line bends too much. */
  Optional<PlacedLabel> place(LinePath path, double[] slot, Scope scope, Optional<Look.Sign> sign) {
    LabelText text = LabelText.of(style, scope, false, face);
    for (double shift : SHIFTS) {
      double middle = slot[0] + shift * slot[1];
      double[] at = path.at(middle);
      if (!isFarFromAlike(at, scope)) {
        continue;
      }
      Optional<PlacedLabel> label =
          text.isEmpty()
              ? sign.flatMap(one -> sign(path, middle, one, scope))
              : text(path, middle, text, scope);
      if (label.isPresent()) {
        remember(at, scope);
        return label;
      }
    }
    return Optional.empty();
  }

  private Optional<PlacedLabel> sign(LinePath path, double middle, Look.Sign look, Scope scope) {
    double size = Math.max(look.drawing().widthPx(), look.drawing().heightPx()) * look.scale();
    if (size > path.length()) {
      return Optional.empty();
    }
    double[] at = path.at(middle);
    double angle =
        style.word("icon-rotation-alignment", scope, "map").equals("viewport")
            ? 0
            : path.direction(middle - size / 2, middle + size / 2);
    List<Envelope> boxes = List.of(LabelBox.around(at[0], at[1], size, size, 0));
    boolean overlaps = style.flag("icon-allow-overlap", scope);
    if (!board.isWithin(boxes) || !(overlaps || board.isFree(boxes))) {
      return Optional.empty();
    }
    board.take(boxes);
    double turn = Math.toRadians(style.number("icon-rotate", scope, 0));
    return Optional.of(Labels.signOnly(new PlacedSign(at[0], at[1], angle - turn, look)));
  }

  private Optional<PlacedLabel> text(LinePath path, double middle, LabelText text, Scope scope) {
    double length = text.widths().getFirst();
    if (length > path.length() || middle - length / 2 < 0 || middle + length / 2 > path.length()) {
      return Optional.empty();
    }
    boolean isUpright = !style.has("text-keep-upright") || style.flag("text-keep-upright", scope);
    double direction = path.direction(middle - length / 2, middle + length / 2);
    if (isUpright && leadsBack(direction)) {
      return along(path.reversed(), path.length() - middle, text, scope);
    }
    return along(path, middle, text, scope);
  }

  /** To the left, or straight down. */
  private static boolean leadsBack(double direction) {
    return Math.cos(direction) < -1e-3
        || (Math.abs(Math.cos(direction)) <= 1e-3 && Math.sin(direction) < 0);
  }

  private Optional<PlacedLabel> along(LinePath path, double middle, LabelText text, Scope scope) {
    double most = Math.toRadians(style.number("text-max-angle", scope, 45));
    double turn = -Math.toRadians(style.number("text-rotate", scope, 0));
    double[] offset = style.pair("text-offset", scope);
    double size = text.sizeMm();
    double start = middle - text.widths().getFirst() / 2 + offset[0] * size;
    double up = -offset[1] * size;
    List<Run> runs = new ArrayList<>();
    List<Envelope> boxes = new ArrayList<>();
    double last = Double.NaN;
    for (int point : text.lines().getFirst().codePoints().toArray()) {
      double width = face.width(point) * size;
      double angle = path.direction(start, start + width);
      if (!Double.isNaN(last) && Math.abs(Math.IEEEremainder(angle - last, 2 * Math.PI)) > most) {
        return Optional.empty();
      }
      last = angle;
      double[] at = path.at(start + width / 2);
      double x = at[0] - up * Math.sin(angle);
      double y = at[1] + up * Math.cos(angle);
      double turned = angle + turn;
      double down = TypeFace.MIDDLE * size;
      runs.add(
          new Run(
              Character.toString(point),
              x - width / 2 * Math.cos(turned) + down * Math.sin(turned),
              y - width / 2 * Math.sin(turned) - down * Math.cos(turned),
              turned));
      boxes.addAll(LabelBox.turned(x, y, width, size, turned, text.padMm()));
      start += width + text.spacingMm();
    }
    boolean overlaps =
        style.flag("text-allow-overlap", scope)
            || style.word("text-overlap", scope, "never").equals("always");
    if (!board.isWithin(boxes) || !(overlaps || board.isFree(boxes))) {
      return Optional.empty();
    }
    if (!style.flag("text-ignore-placement", scope)) {
      board.take(boxes);
    }
    return Optional.of(text.placed(List.of(), runs));
  }
}

package org.machizu.maps.paper;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Envelope;
import org.machizu.maps.expression.Scope;
import org.machizu.maps.paper.PlacedLabel.PlacedSign;
import org.machizu.maps.paper.PlacedLabel.Run;

/** Labels of one style layer that stand at a place: a sign, a text, or both. */
final class PointLabel {
  private final StyleLayer style;
  private final TypeFace face;
  private final LabelBoard board;
  private final Missing missing;

  /** A side on which a text may stand, moved by ems to the right and down. */
  private record Side(Anchor anchor, double right, double down) {}

  /** What a feature's label is, before it has a place. */
  record Wish(
      Scope scope,
      LabelText text,
      Optional<Look.Sign> sign,
      boolean textOverlaps,
      boolean signOverlaps) {
    boolean isEmpty() {
      return text.isEmpty() && sign.isEmpty();
    }
  }

  PointLabel(StyleLayer style, TypeFace face, LabelBoard board, Missing missing) {
    this.style = style;
    this.face = face;
    this.board = board;
    this.missing = missing;
  }

  Wish wish(Scope scope) {
    return new Wish(
        scope,
        LabelText.of(style, scope, true, face),
        LookReader.sign(style, scope, missing),
        overlaps("text", scope),
        overlaps("icon", scope));
  }

  private boolean overlaps(String part, Scope scope) {
    return style.flag(part + "-allow-overlap", scope)
        || style.word(part + "-overlap", scope, "never").equals("always");
  }

  /** A label with its place; empty when there is no room. */
  Optional<PlacedLabel> place(Wish wish, double x, double y) {
    Optional<PlacedSign> sign = wish.sign().flatMap(look -> sign(wish, look, x, y));
    boolean needsSign = wish.sign().isPresent() && !style.flag("icon-optional", wish.scope());
    if (needsSign && sign.isEmpty()) {
      return Optional.empty();
    }
    for (Side side : wish.text().isEmpty() ? List.<Side>of() : sides(wish.scope())) {
      Optional<List<Run>> runs = text(wish, side, x, y);
      if (runs.isPresent()) {
        sign.ifPresent(one -> take("icon", wish.scope(), signBox(wish.scope(), one)));
        take("text", wish.scope(), textBox(wish, side, x, y));
        return Optional.of(wish.text().placed(sign.map(List::of).orElse(List.of()), runs.get()));
      }
    }
    boolean needsText = !wish.text().isEmpty() && !style.flag("text-optional", wish.scope());
    if (needsText || sign.isEmpty()) {
      return Optional.empty();
    }
    take("icon", wish.scope(), signBox(wish.scope(), sign.get()));
    return sign.map(Labels::signOnly);
  }

  private void take(String part, Scope scope, List<Envelope> boxes) {
    if (!style.flag(part + "-ignore-placement", scope)) {
      board.take(boxes);
    }
  }

  private Optional<PlacedSign> sign(Wish wish, Look.Sign look, double x, double y) {
    Scope scope = wish.scope();
    double width = look.drawing().widthPx() * look.scale();
    double height = look.drawing().heightPx() * look.scale();
    Anchor anchor = Anchor.of(style.word("icon-anchor", scope, "center"));
    double[] offset = style.pair("icon-offset", scope);
    double angle = -Math.toRadians(style.number("icon-rotate", scope, 0));
    PlacedSign sign =
        new PlacedSign(
            x + anchor.centreX(width) + offset[0] * look.scale(),
            y + anchor.centreY(height) - offset[1] * look.scale(),
            angle,
            look);
    List<Envelope> boxes = signBox(scope, sign);
    boolean fits = board.isWithin(boxes) && (wish.signOverlaps() || board.isFree(boxes));
    return fits ? Optional.of(sign) : Optional.empty();
  }

  private List<Envelope> signBox(Scope scope, PlacedSign sign) {
    Look.Sign look = sign.look();
    double padMm = Math.max(0, style.number("icon-padding", scope, 2)) * Ink.MM_PER_PX;
    return List.of(
        LabelBox.around(
            sign.x(),
            sign.y(),
            look.drawing().widthPx() * look.scale(),
            look.drawing().heightPx() * look.scale(),
            padMm));
  }

  private double angle(Scope scope) {
    return -Math.toRadians(style.number("text-rotate", scope, 0));
  }

  private static double centreX(LabelText text, Side side, double x) {
    return x + side.right * text.sizeMm() + side.anchor.centreX(text.widthMm());
  }

  private static double centreY(LabelText text, Side side, double y) {
    return y - side.down * text.sizeMm() + side.anchor.centreY(text.heightMm());
  }

  private List<Envelope> textBox(Wish wish, Side side, double x, double y) {
    LabelText text = wish.text();
    return LabelBox.turned(
        centreX(text, side, x),
        centreY(text, side, y),
        text.widthMm(),
        text.heightMm(),
        angle(wish.scope()),
        text.padMm());
  }

  /** Its lines; empty when there is no room on this side. */
  private Optional<List<Run>> text(Wish wish, Side side, double x, double y) {
    LabelText text = wish.text();
    List<Envelope> boxes = textBox(wish, side, x, y);
    List<Envelope> ink =
        List.of(
            LabelBox.around(
                centreX(text, side, x),
                centreY(text, side, y),
                text.widthMm(),
                text.heightMm(),
                0));
    if (!board.isWithin(ink) || !(wish.textOverlaps() || board.isFree(boxes))) {
      return Optional.empty();
    }
    double angle = angle(wish.scope());
    double middleX = centreX(text, side, x);
    double middleY = centreY(text, side, y);
    int justified = justified(wish.scope(), side.anchor);
    List<Run> runs = new ArrayList<>();
    for (int i = 0; i < text.lines().size(); i++) {
      double right =
          justified < 0
              ? -text.widthMm() / 2
              : justified > 0
                  ? text.widthMm() / 2 - text.widths().get(i)
                  : -text.widths().get(i) / 2;
      double up = text.heightMm() / 2 - i * text.lineMm() - text.sizeMm() * (0.5 + TypeFace.MIDDLE);
      runs.add(
          new Run(
              text.lines().get(i),
              middleX + right * Math.cos(angle) - up * Math.sin(angle),
              middleY + right * Math.sin(angle) + up * Math.cos(angle),
              angle));
    }
    return Optional.of(runs);
  }

  /** -1 along the left, 0 about the middle, 1 along the right. */
  private int justified(Scope scope, Anchor anchor) {
    return switch (style.word("text-justify", scope, "center")) {
      case "left" -> -1;
      case "right" -> 1;
      case "auto" -> anchor.side();
      default -> 0;
    };
  }

  /** The sides that are tried one after the other. */
  private List<Side> sides(Scope scope) {
    JsonNode pairs = style.value("text-variable-anchor-offset");
    List<Side> sides = new ArrayList<>();
    for (int i = 0; i + 1 < pairs.size(); i += 2) {
      JsonNode offset = pairs.get(i + 1);
      sides.add(
          new Side(
              Anchor.of(pairs.get(i).asText()),
              offset.path(0).asDouble(),
              offset.path(1).asDouble()));
    }
    double radial = style.number("text-radial-offset", scope, 0);
    double[] offset = style.pair("text-offset", scope);
    if (sides.isEmpty()) {
      for (JsonNode name : style.value("text-variable-anchor")) {
        Anchor anchor = Anchor.of(name.asText());
        double part = anchor.side() != 0 && anchor.level() != 0 ? Math.sqrt(0.5) : 1;
        double right = radial > 0 ? radial * part : Math.abs(offset[0]);
        double down = radial > 0 ? radial * part : Math.abs(offset[1]);
        sides.add(new Side(anchor, -anchor.side() * right, -anchor.level() * down));
      }
    }
    if (sides.isEmpty()) {
      Anchor anchor = Anchor.of(style.word("text-anchor", scope, "center"));
      boolean isRadial = radial > 0;
      sides.add(
          new Side(
              anchor,
              isRadial ? -anchor.side() * radial : offset[0],
              isRadial ? -anchor.level() * radial : offset[1]));
    }
    return sides;
  }
}

package org.machizu.maps.sign;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.machizu.maps.sign.PathStep.Close;
import org.machizu.maps.sign.PathStep.Curve;
import org.machizu.maps.sign.PathStep.Line;
import org.machizu.maps.sign.PathStep.Move;

/**
 * Reads the attribute {@code d} of SVG paths (SVG 2, chapter 9), without the command S, which our
 * drawings do not use. Numbers are set apart by spaces or commas.
 */
final class SvgPath {
  private static final Pattern COMMAND = Pattern.compile("([a-zA-Z])([^a-zA-Z]*)");
  private static final Pattern NUMBER = Pattern.compile("-?[0-9.]+");

  private final List<PathStep> steps = new ArrayList<>();
  private double x;
  private double y;
  private double startX;
  private double startY;

  /** The control point of the last quadratic curve, which the command T mirrors. */
  private double controlX;

  private double controlY;

  private SvgPath() {}

  /**
   * @throws IllegalArgumentException when there is a command that is not known
   */
  static List<PathStep> parse(String d) {
    SvgPath path = new SvgPath();
    Matcher commands = COMMAND.matcher(d);
    while (commands.find()) {
      double[] numbers =
          NUMBER
              .matcher(commands.group(2))
              .results()
              .mapToDouble(one -> Double.parseDouble(one.group()))
              .toArray();
      path.command(commands.group(1).charAt(0), numbers);
    }
    return path.steps;
  }

  private void command(char command, double[] n) {
    boolean isRelative = Character.isLowerCase(command);
    switch (Character.toUpperCase(command)) {
      case 'Z' -> {
        steps.add(new Close());
        moved(startX, startY);
      }
      case 'M' -> {
        for (int i = 0; i < n.length; i += 2) {
          double toX = n[i] + (isRelative ? x : 0);
          double toY = n[i + 1] + (isRelative ? y : 0);
          steps.add(i == 0 ? new Move(toX, toY) : new Line(toX, toY));
          moved(toX, toY);
          if (i == 0) {
            startX = toX;
            startY = toY;
          }
        }
      }
      case 'L' -> {
        for (int i = 0; i < n.length; i += 2) {
          line(n[i] + (isRelative ? x : 0), n[i + 1] + (isRelative ? y : 0));
        }
      }
      case 'H' -> {
        for (double to : n) {
          line(to + (isRelative ? x : 0), y);
        }
      }
      case 'V' -> {
        for (double to : n) {
          line(x, to + (isRelative ? y : 0));
        }
      }
      case 'C' -> {
        for (int i = 0; i < n.length; i += 6) {
          double dx = isRelative ? x : 0;
          double dy = isRelative ? y : 0;
          steps.add(
              new Curve(
                  n[i] + dx,
                  n[i + 1] + dy,
                  n[i + 2] + dx,
                  n[i + 3] + dy,
                  n[i + 4] + dx,
                  n[i + 5] + dy));
          moved(n[i + 4] + dx, n[i + 5] + dy);
        }
      }
      case 'Q' -> {
        for (int i = 0; i < n.length; i += 4) {
          double dx = isRelative ? x : 0;
          double dy = isRelative ? y : 0;
          quadratic(n[i] + dx, n[i + 1] + dy, n[i + 2] + dx, n[i + 3] + dy);
        }
      }
      case 'T' -> {
        for (int i = 0; i < n.length; i += 2) {
          quadratic(
              2 * x - controlX,
              2 * y - controlY,
              n[i] + (isRelative ? x : 0),
              n[i + 1] + (isRelative ? y : 0));
        }
      }
      case 'A' -> {
        for (int i = 0; i < n.length; i += 7) {
          double toX = n[i + 5] + (isRelative ? x : 0);
          double toY = n[i + 6] + (isRelative ? y : 0);
          arc(n[i], n[i + 1], n[i + 3] != 0, n[i + 4] != 0, toX, toY);
        }
      }
      default -> throw new IllegalArgumentException("path command " + command);
    }
  }

  private void moved(double toX, double toY) {
    x = toX;
    y = toY;
    controlX = toX;
    controlY = toY;
  }

  private void line(double toX, double toY) {
    steps.add(new Line(toX, toY));
    moved(toX, toY);
  }

  private void quadratic(double cx, double cy, double toX, double toY) {
    steps.add(
        new Curve(
            x + 2 / 3.0 * (cx - x),
            y + 2 / 3.0 * (cy - y),
            toX + 2 / 3.0 * (cx - toX),
            toY + 2 / 3.0 * (cy - toY),
            toX,
            toY));
    moved(toX, toY);
    controlX = cx;
    controlY = cy;
  }

  /** SVG 2, appendix B.2.4, for ellipses that are not turned; a curve a quarter at most. */
  private void arc(
      double radiusX, double radiusY, boolean isLarge, boolean sweeps, double toX, double toY) {
    double halfX = (x - toX) / 2;
    double halfY = (y - toY) / 2;
    double size = sq(halfX / radiusX) + sq(halfY / radiusY);
    double grown = size > 1 ? Math.sqrt(size) : 1;
    double rx = radiusX * grown;
    double ry = radiusY * grown;
    double below = sq(rx * halfY) + sq(ry * halfX);
    double root = Math.sqrt(Math.max(0, (sq(rx * ry) - below) / below));
    double signed = isLarge == sweeps ? -root : root;
    double offX = signed * rx * halfY / ry;
    double offY = -signed * ry * halfX / rx;
    double centreX = offX + (x + toX) / 2;
    double centreY = offY + (y + toY) / 2;
    double from = Math.atan2((halfY - offY) / ry, (halfX - offX) / rx);
    double turn = Math.atan2((-halfY - offY) / ry, (-halfX - offX) / rx) - from;
    if (sweeps && turn < 0) {
      turn += 2 * Math.PI;
    } else if (!sweeps && turn > 0) {
      turn -= 2 * Math.PI;
    }
    int parts = (int) Math.ceil(Math.abs(turn) / (Math.PI / 2) - 1e-9);
    double step = turn / Math.max(1, parts);
    double k = 4 / 3.0 * Math.tan(step / 4);
    for (int i = 0; i < parts; i++) {
      double a = from + i * step;
      double b = a + step;
      steps.add(
          new Curve(
              centreX + rx * (Math.cos(a) - k * Math.sin(a)),
              centreY + ry * (Math.sin(a) + k * Math.cos(a)),
              centreX + rx * (Math.cos(b) + k * Math.sin(b)),
              centreY + ry * (Math.sin(b) - k * Math.cos(b)),
              centreX + rx * Math.cos(b),
              centreY + ry * Math.sin(b)));
    }
    moved(toX, toY);
  }

  private static double sq(double value) {
    return value * value;
  }
}

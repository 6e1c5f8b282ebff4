package org.machizu.maps.paper;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Envelope;

/** The room that a label takes, as upright boxes in mm. */
final class LabelBox {
  private LabelBox() {}

  static Envelope around(double x, double y, double width, double height, double padMm) {
    return new Envelope(
        x - width / 2 - padMm,
        x + width / 2 + padMm,
        y - height / 2 - padMm,
        y + height / 2 + padMm);
  }

  /** A turned text as a row of boxes about as long as it is high; one where it is level. */
  static List<Envelope> turned(
      double x, double y, double width, double height, double angle, double padMm) {
    if (Math.abs(Math.sin(angle)) < 1e-3) {
      return List.of(around(x, y, width, height, padMm));
    }
    int parts = (int) Math.clamp(Math.ceil(width / height), 1, TextLines.MOST_CHARACTERS);
    double part = width / parts;
    double wide = part * Math.abs(Math.cos(angle)) + height * Math.abs(Math.sin(angle));
    double high = part * Math.abs(Math.sin(angle)) + height * Math.abs(Math.cos(angle));
    List<Envelope> boxes = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      double along = (i + 0.5) * part - width / 2;
      boxes.add(
          around(x + along * Math.cos(angle), y + along * Math.sin(angle), wide, high, padMm));
    }
    return boxes;
  }
}

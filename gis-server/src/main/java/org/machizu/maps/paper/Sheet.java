package org.machizu.maps.paper;

import org.locationtech.jts.geom.Envelope;

/**
 * Where places of the zone lie on the page. The map's middle lies in the frame's middle, north of
 * the grid is up.
 */
record Sheet(Rect frame, double centreEastM, double centreNorthM, int scale) {
  private static final double MM_PER_M = 1000;

  /**
   * Metres of the ground to a CSS pixel at zoom 0 on the equator: the circumference of the sphere
   * of Web Mercator (EPSG 3857, 6378137 m) in tiles of 512 pixels, as MapLibre counts zoom levels.
   */
  private static final double EQUATOR_M_PER_PX = 2 * Math.PI * 6_378_137 / 512;

  double xMm(double eastM) {
    return frame.xMm() + frame.widthMm() / 2 + mm(eastM - centreEastM);
  }

  double yMm(double northM) {
    return frame.yMm() + frame.heightMm() / 2 + mm(northM - centreNorthM);
  }

  double mm(double metres) {
    return metres * MM_PER_M / scale;
  }

  double metres(double mm) {
    return mm * scale / MM_PER_M;
  }

  /** The ground of the frame and of a margin around it, in metres of the zone. */
  Envelope ground(double marginMm) {
    double halfWidthM = metres(frame.widthMm() / 2 + marginMm);
    double halfHeightM = metres(frame.heightMm() / 2 + marginMm);
    return new Envelope(
        centreEastM - halfWidthM,
        centreEastM + halfWidthM,
        centreNorthM - halfHeightM,
        centreNorthM + halfHeightM);
  }

  /** The frame and a margin around it, in mm of the page. */
  Envelope page(double marginMm) {
    return new Envelope(
        frame.xMm() - marginMm,
        frame.rightMm() + marginMm,
        frame.yMm() - marginMm,
        frame.topMm() + marginMm);
  }

  /**
   * The zoom level at which a screen shows the ground at this scale when its pixels are 1/96 inch
   * wide, as CSS has them: m/px = scale × 0.0254/96 = EQUATOR × cos(latitude) / 2^zoom. The same
   * inch turns the styles' pixels into millimetres, so a paper looks as a screen does at its side.
   */
  double zoom(double latitude) {
    double metresPerPx = metres(Ink.MM_PER_PX);
    double ratio = EQUATOR_M_PER_PX * Math.cos(Math.toRadians(latitude)) / metresPerPx;
    return Math.log(ratio) / Math.log(2);
  }
}

package org.machizu.permits.site;

import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import org.machizu.geo.feature.Feature;

/** The lots that are asked about, as one area. */
public final class Site {
  private final List<Feature> lots;
  private final Optional<Geometry> area;
  private final double accuracyM;
  private final Optional<PreparedGeometry> prepared;

  /**
   * @param lots at least one
   * @param area of all of them together, metres in the town's zone; empty when one of them has no
   *     true place, as then nothing may be said of where the site lies
   * @param accuracyM how far a point of it may be from its true place
   */
  public Site(List<Feature> lots, Optional<Geometry> area, double accuracyM) {
    this.lots = List.copyOf(lots);
    this.area = area;
    this.accuracyM = accuracyM;
    this.prepared = area.map(PreparedGeometryFactory::prepare);
  }

  public List<Feature> lots() {
    return lots;
  }

  public Optional<Geometry> area() {
    return area;
  }

  public double accuracyM() {
    return accuracyM;
  }

  /** The area, made ready for many questions. */
  Optional<PreparedGeometry> prepared() {
    return prepared;
  }
}

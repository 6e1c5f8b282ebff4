package org.machizu.hazard;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.Layer;
import org.machizu.geo.feature.LayerKind;
import org.machizu.geo.feature.Revision;
import org.machizu.geo.feature.Words;
import org.machizu.hazard.kind.Hazard;
import org.machizu.hazard.profile.Extent;
import org.machizu.hazard.profile.LegalBasis;
import org.machizu.hazard.profile.Profile;
import org.machizu.hazard.profile.Scale;

/**
 * One layer that tells of a hazard, as somebody sees it.
 *
 * @param hazard of which it tells
 * @param scale of all its zones; null when it differs between them, or nobody says it
 * @param title what people call it
 * @param basis on what it rests; single zones may rest on a sister article
 * @param extent whether its shapes are the zones themselves
 * @param profile how its attributes are read; empty for grids, and where there is nothing to read
 * @param layer with the attributes that are shown, and where its data come from
 */
public record HazardMap(
    Hazard hazard,
    @Nullable Scale scale,
    Words title,
    LegalBasis basis,
    Extent extent,
    Optional<Profile> profile,
    Layer layer,
    Revision revision) {
  /** Of a map whose accuracy nobody has told: that of 1:25,000 (公共測量 作業規程の準則: 17.5 m) and some. */
  static final double USUAL_ACCURACY_M = 25;

  /** A zone farther away than this is never near, however inexact its map. */
  private static final double FARTHEST_M = 500;

  /** Stable name: the layer's short id. */
  public String id() {
    return layer.id().name();
  }

  /** Whether it is a grid of depths. */
  public boolean isGrid() {
    return layer.kind() == LayerKind.GRID;
  }

  /** How far its lines may lie from their true place, m. */
  public double accuracyM() {
    @Nullable Double told = layer.provenance().accuracyM();
    return Math.min(told == null ? USUAL_ACCURACY_M : told, FARTHEST_M);
  }
}

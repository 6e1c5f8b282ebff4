package org.machizu.hazard;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.Revision;
import org.machizu.hazard.profile.Collapse;
import org.machizu.hazard.profile.Depth;
import org.machizu.hazard.profile.Extent;
import org.machizu.hazard.profile.Lasting;
import org.machizu.hazard.profile.LegalBasis;
import org.machizu.hazard.profile.Phenomenon;
import org.machizu.hazard.profile.Scale;
import org.machizu.hazard.profile.Unread;
import org.machizu.hazard.profile.Zone;

/**
 * What one map says about a place. Where zones lie over each other the worst counts.
 *
 * @param scale of the zones, null where nobody says it
 * @param depth of the worst zone; null when none tells it
 * @param gridM metres of water in the cell of a grid of the same hazard and scale, or null
 * @param lasting the longest of the zones
 * @param zone the worst of the zones
 * @param cause from where it comes; of several the first three
 * @param features the zones by id, the worst first; with {@link Result#NEAR} those within reach
 * @param basis on what the worst zone rests
 * @param revision the state that was read
 * @param unread values of the zones that nobody understands
 */
public record MapFinding(
    HazardMap map,
    @Nullable Scale scale,
    Result result,
    @Nullable Depth depth,
    @Nullable Double gridM,
    @Nullable Lasting lasting,
    @Nullable Zone zone,
    @Nullable Phenomenon phenomenon,
    @Nullable Collapse collapse,
    @Nullable String cause,
    List<Long> features,
    LegalBasis basis,
    Revision revision,
    List<Unread> unread) {
  public MapFinding {
    features = List.copyOf(features);
    unread = List.copyOf(unread);
  }

  /** A map that has nothing to say but in or out. */
  static MapFinding plain(HazardMap map, Result result, Revision revision) {
    return new MapFinding(
        map,
        map.scale(),
        result,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        List.of(),
        map.basis(),
        revision,
        List.of());
  }

  /** The map's name; with its scale where one layer has several. */
  public String id() {
    return scale == null || scale == map.scale() ? map.id() : map.id() + "." + scale.word();
  }

  /** The depth to be drawn; empty when the place is not in water, or nobody says how deep. */
  public Optional<Picture> picture() {
    if (result != Result.IN) {
      return Optional.empty();
    }
    if (map.isGrid()) {
      return Optional.ofNullable(gridM).map(Picture::ofDepth);
    }
    return Optional.ofNullable(depth)
        .map(Picture::of)
        .filter(picture -> picture.scene() != Scene.NONE);
  }

  /** Whether what was found is where water comes from, and not where it goes. */
  boolean isOrigin() {
    return map.extent() == Extent.ORIGIN;
  }

  MapFinding withGrid(@Nullable Double metres) {
    return new MapFinding(
        map,
        scale,
        result,
        depth,
        metres,
        lasting,
        zone,
        phenomenon,
        collapse,
        cause,
        features,
        basis,
        revision,
        unread);
  }
}

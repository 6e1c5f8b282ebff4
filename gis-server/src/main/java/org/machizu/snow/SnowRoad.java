package org.machizu.snow;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.machizu.geo.feature.Envelope;
import org.machizu.geo.network.Road.Travel;

/**
 * What clearance has to know of a road.
 *
 * @param id of the feature in the layer of roads
 * @param section the number by which routes name it (区間番号); null when it has none
 * @param widthM 幅員; null when it is not known
 * @param lengthsM of each line of the feature
 */
record SnowRoad(
    long id,
    @Nullable String section,
    Travel travel,
    @Nullable Double widthM,
    List<Double> lengthsM,
    @Nullable Envelope box) {
  SnowRoad {
    lengthsM = List.copyOf(lengthsM);
  }

  /** The ways it is travelled, along its lines first. */
  List<Boolean> directions() {
    return switch (travel) {
      case BOTH_WAYS -> List.of(true, false);
      case FORWARD -> List.of(true);
      case BACKWARD -> List.of(false);
    };
  }

  /** Whether a pass either way is one over all of it. */
  boolean hasOneLane(SnowRules rules) {
    return travel != Travel.BOTH_WAYS || widthM != null && widthM < rules.oneLaneBelowM();
  }

  /** The width that is done in one direction of travel, m; null when the road's is not known. */
  @Nullable Double widthOfOneWayM(SnowRules rules) {
    return widthM == null || hasOneLane(rules) ? widthM : Double.valueOf(widthM / 2);
  }

  double lengthM() {
    return lengthsM.stream().mapToDouble(Double::doubleValue).sum();
  }

  /** What is done to each direction of each of its lines. */
  List<SegmentOfRoad> segments() {
    List<SegmentOfRoad> segments = new ArrayList<>();
    for (int part = 0; part < lengthsM.size(); part++) {
      for (boolean forward : directions()) {
        segments.add(new SegmentOfRoad(part, forward, lengthsM.get(part)));
      }
    }
    return segments;
  }

  /** One direction of one line. */
  record SegmentOfRoad(int part, boolean forward, double lengthM) {}
}

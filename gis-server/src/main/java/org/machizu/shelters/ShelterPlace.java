package org.machizu.shelters;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.machizu.hazard.kind.Hazard;

/**
 * A shelter as the town's layer describes it.
 *
 * @param id as the town numbers it; "f12" when it has no number
 * @param layer short id of the layer that it stands in
 * @param feature id of its row there
 * @param kana may be empty, as may address and phone
 * @param lon degrees, JGD2011
 * @param hazards every kind of hazard
 * @param capacity people; null when it is not known
 */
record ShelterPlace(
    String id,
    String layer,
    long feature,
    String name,
    String kana,
    String address,
    String phone,
    double lon,
    double lat,
    Set<Kind> kinds,
    Map<Hazard, Suits> hazards,
    @Nullable Integer capacity,
    Set<Facility> facilities,
    Pets pets,
    Set<Aid> barrierFree) {
  ShelterPlace {
    kinds = Set.copyOf(kinds);
    facilities = Set.copyOf(facilities);
    barrierFree = Set.copyOf(barrierFree);
    Map<Hazard, Suits> all = new EnumMap<>(Hazard.class);
    for (Hazard hazard : Hazard.values()) {
      all.put(hazard, hazards.getOrDefault(hazard, Suits.UNKNOWN));
    }
    hazards = Map.copyOf(all);
  }
}

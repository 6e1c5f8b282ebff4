package org.machizu.shelters;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.machizu.hazard.kind.Hazard;

/**
 * A shelter with its state, as somebody sees it.
 *
 * @param id as the town numbers it; "f12" when it has no number
 * @param layer short id of the layer that it stands in
 * @param feature id of its row there
 * @param kana may be empty, as may address and phone
 * @param lon degrees, JGD2011
 * @param hazards whether it is designated, for every kind of hazard
 * @param capacity people; null when it is not known
 * @param facilities what it is known to have, by the state where that says it
 */
public record Shelter(
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
    Set<Aid> barrierFree,
    ShelterState state) {

  static Shelter of(ShelterPlace place, ShelterState state) {
    Set<Facility> facilities = state.facilities();
    Pets pets = state.pets();
    Set<Aid> aids = state.barrierFree();
    return new Shelter(
        place.id(),
        place.layer(),
        place.feature(),
        place.name(),
        place.kana(),
        place.address(),
        place.phone(),
        place.lon(),
        place.lat(),
        place.kinds(),
        place.hazards(),
        place.capacity(),
        facilities == null ? place.facilities() : facilities,
        pets == null ? place.pets() : pets,
        aids == null ? place.barrierFree() : aids,
        state);
  }

  /** Whether it is designated for a kind of hazard. */
  public Suits suits(Hazard hazard) {
    return hazards.getOrDefault(hazard, Suits.UNKNOWN);
  }

  /** Whether people are let in. */
  public boolean isOpen() {
    return state.status() == Status.OPEN;
  }

  /** How full it is; empty when it is not open, nobody counts, or it has no known capacity. */
  public Optional<Congestion> congestion() {
    if (!isOpen()) {
      return Optional.empty();
    }
    if (state.full()) {
      return Optional.of(Congestion.FULL);
    }
    Integer people = state.people();
    return people == null || capacity == null || capacity <= 0
        ? Optional.empty()
        : Optional.of(Congestion.of(people, capacity));
  }

  /** Whether it is open and has no room any more. */
  public boolean isFull() {
    return congestion().filter(word -> word == Congestion.FULL).isPresent();
  }
}

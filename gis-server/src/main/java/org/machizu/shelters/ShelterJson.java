package org.machizu.shelters;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.machizu.hazard.kind.Hazard;

/** Shelters as JSON. */
final class ShelterJson {
  private ShelterJson() {}

  /**
   * A shelter with its state.
   *
   * @param tellsWho whether it is told who said it
   */
  static Map<String, @Nullable Object> of(Shelter shelter, boolean tellsWho) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", shelter.id());
    json.put("layer", shelter.layer());
    json.put("feature", shelter.feature());
    json.put("name", shelter.name());
    json.put("kana", shelter.kana());
    json.put("address", shelter.address());
    json.put("lon", shelter.lon());
    json.put("lat", shelter.lat());
    json.put("phone", shelter.phone());
    json.put("kinds", codes(shelter.kinds()));
    Map<String, String> hazards = new LinkedHashMap<>();
    for (Hazard hazard : Hazard.values()) {
      hazards.put(hazard.word(), shelter.suits(hazard).code());
    }
    json.put("hazards", hazards);
    json.put("capacity", shelter.capacity());
    json.put("facilities", codes(shelter.facilities()));
    json.put("pets", shelter.pets().code());
    json.put("barrierFree", codes(shelter.barrierFree()));
    json.put("state", state(shelter, tellsWho));
    return json;
  }

  private static Map<String, @Nullable Object> state(Shelter shelter, boolean tellsWho) {
    ShelterState state = shelter.state();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("status", state.status().code());
    json.put("people", state.people());
    json.put("congestion", shelter.congestion().map(Congestion::code).orElse(null));
    json.put("full", state.full());
    json.put("note", state.note());
    json.put("changed", state.changed());
    if (tellsWho) {
      json.put("by", state.by());
    }
    json.put("version", state.version());
    return json;
  }

  /** A line of what was said; null stands for what the layer says. */
  static Map<String, @Nullable Object> of(ShelterChange change) {
    ShelterState state = change.state();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("number", change.number());
    json.put("at", state.changed());
    json.put("by", state.by());
    json.put("version", state.version());
    json.put("status", state.status().code());
    json.put("people", state.people());
    json.put("full", state.full());
    json.put("note", state.note());
    json.put("facilities", state.facilities() == null ? null : codes(state.facilities()));
    Pets pets = state.pets();
    json.put("pets", pets == null ? null : pets.code());
    json.put("barrierFree", state.barrierFree() == null ? null : codes(state.barrierFree()));
    return json;
  }

  /** In the order of their enum, which sets do not keep. */
  private static <E extends Enum<E> & Coded> List<String> codes(Collection<E> words) {
    List<E> ordered = new ArrayList<>(words);
    ordered.sort(null);
    return ordered.stream().map(Coded::code).toList();
  }
}

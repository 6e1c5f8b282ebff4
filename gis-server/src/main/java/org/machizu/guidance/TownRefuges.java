package org.machizu.guidance;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.machizu.access.Actor;
import org.machizu.config.ShelterSettings;
import org.machizu.guidance.Refuge.Status;
import org.machizu.guidance.Refuge.Suits;
import org.machizu.hazard.kind.Hazard;
import org.machizu.layers.VisibleLayers;
import org.machizu.shelters.Aid;
import org.machizu.shelters.Coded;
import org.machizu.shelters.Kind;
import org.machizu.shelters.Shelter;
import org.machizu.shelters.Shelters;

/** The town's emergency evacuation sites; where people only stay later nobody flees to. */
public final class TownRefuges implements Refuges {
  private final Shelters shelters;
  private final VisibleLayers layers;
  private final ShelterSettings settings;

  public TownRefuges(Shelters shelters, VisibleLayers layers, ShelterSettings settings) {
    this.shelters = shelters;
    this.layers = layers;
    this.settings = settings;
  }

  @Override
  public String kind(Actor actor) {
    return Stream.concat(Stream.of(settings.layer()), settings.evacuationLayer().stream())
        .flatMap(layer -> layers.find(actor, layer).stream())
        .map(seen -> seen.name() + ':' + seen.view().entitlement())
        .collect(Collectors.joining(" "));
  }

  @Override
  public List<Refuge> list(Actor actor) {
    return shelters.list(actor).stream()
        .filter(shelter -> shelter.kinds().contains(Kind.EMERGENCY_SITE))
        .map(TownRefuges::refuge)
        .toList();
  }

  static Refuge refuge(Shelter shelter) {
    Map<Hazard, Suits> suits = new EnumMap<>(Hazard.class);
    for (Hazard hazard : Hazard.values()) {
      suits.put(hazard, Suits.valueOf(shelter.suits(hazard).name()));
    }
    return new Refuge(
        shelter.id(),
        shelter.name(),
        shelter.lon(),
        shelter.lat(),
        suits,
        Status.valueOf(shelter.state().status().name()),
        shelter.isFull(),
        shelter.congestion().map(Coded::code).orElse(null),
        shelter.barrierFree().contains(Aid.ELEVATOR));
  }
}

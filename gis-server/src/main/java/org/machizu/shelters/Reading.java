package org.machizu.shelters;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;
import org.machizu.config.ShelterColumns;
import org.machizu.geo.feature.Feature;
import org.machizu.geo.feature.Schema;

/** Rows of the town's lists, put together: one place that stands in both lists is one shelter. */
final class Reading {
  private static final int MOST_FAULTS = 100;

  private final ShelterColumns columns;
  private final List<Read> sites = new ArrayList<>();
  private final List<Read> shelters = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private final Map<String, String> layerOfId = new HashMap<>();

  /**
   * A row as it was read.
   *
   * @param flagged whether the row says that its address stands in the other list too
   */
  record Read(ShelterPlace place, boolean flagged) {}

  /**
   * What came of it.
   *
   * @param faults what is wrong with rows, for whoever keeps the layer
   */
  record Result(List<ShelterPlace> places, List<String> faults) {}

  Reading(ShelterColumns columns) {
    this.columns = columns;
  }

  /** How many rows were taken. */
  int size() {
    return sites.size() + shelters.size();
  }

  /** Takes the rows of one layer. */
  Consumer<Feature> of(String layer, Schema schema) {
    Headings headings = Headings.of(schema, columns);
    return feature -> take(layer, new Row(feature, headings, this::fault), headings, feature);
  }

  private void fault(String fault) {
    if (faults.size() < MOST_FAULTS) {
      faults.add(fault);
    }
  }

  private void take(String layer, Row row, Headings headings, Feature feature) {
    Coordinate at = place(feature.geometry());
    if (at == null) {
      fault(row.id() + ": it has no place on the map, and is left out");
      return;
    }
    ShelterPlace read =
        new ShelterPlace(
            id(layer, row),
            layer,
            feature.id(),
            row.text("name").isEmpty() ? row.id() : row.text("name"),
            row.text("kana"),
            row.text("address"),
            row.text("phone"),
            at.x,
            at.y,
            Set.of(),
            row.hazards(),
            row.capacity(),
            row.facilities(),
            row.pets(),
            row.barrierFree());
    boolean isSite = read.hazards().values().stream().anyMatch(Suits::isOfUse);
    boolean ofShelters =
        !isSite && (!headings.hasHazards() || headings.find("alsoSite").isPresent());
    if (ofShelters) {
      shelters.add(new Read(read, row.mark("alsoSite").stream().anyMatch(Mark.YES::equals)));
    } else {
      sites.add(new Read(read, row.mark("alsoShelter").stream().anyMatch(Mark.YES::equals)));
    }
  }

  /**
   * The first has the number; lists of two layers may both count from 1, within one it is a fault.
   */
  private String id(String layer, Row row) {
    String id = row.id();
    String first = layerOfId.putIfAbsent(id, layer);
    if (first == null) {
      return id;
    }
    String other = layer + "-" + row.feature();
    if (first.equals(layer)) {
      fault("%s: the number stands twice; the second one is %s".formatted(id, other));
    }
    layerOfId.put(other, layer);
    return other;
  }

  private static @Nullable Coordinate place(@Nullable Geometry geometry) {
    if (geometry == null || geometry.isEmpty()) {
      return null;
    }
    return geometry instanceof Point point
        ? point.getCoordinate()
        : geometry.getInteriorPoint().getCoordinate();
  }

  /** All rows together. */
  Result result() {
    Map<Read, Read> pairs = SamePlace.pairs(sites, shelters);
    Map<Read, List<Read>> joined = new HashMap<>();
    pairs.forEach(
        (shelter, site) -> joined.computeIfAbsent(site, _ -> new ArrayList<>()).add(shelter));
    List<ShelterPlace> places = new ArrayList<>();
    for (Read site : sites) {
      List<Read> same = joined.getOrDefault(site, List.of());
      // With the list of shelters at hand that list counts, not the note of an equal address.
      boolean isShelter = !same.isEmpty() || (shelters.isEmpty() && site.flagged());
      ShelterPlace place = SamePlace.joined(site.place(), same.stream().map(Read::place).toList());
      places.add(withKinds(place, isShelter));
    }
    for (Read shelter : shelters) {
      if (!pairs.containsKey(shelter)) {
        places.add(withKinds(shelter.place(), true));
      }
    }
    return new Result(List.copyOf(places), List.copyOf(faults));
  }

  private static ShelterPlace withKinds(ShelterPlace place, boolean isShelter) {
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    if (place.hazards().values().stream().anyMatch(Suits::isOfUse)) {
      kinds.add(Kind.EMERGENCY_SITE);
    }
    if (isShelter) {
      kinds.add(Kind.SHELTER);
    }
    return SamePlace.withKinds(place, kinds);
  }
}

package org.machizu.shelters;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Which rows of the list of 指定避難所 are places that stand in the list of 指定緊急避難場所 too. Either the row
 * says so, the addresses are the same, and so is the name, or one holds the other, or they lie side
 * by side (one address can have a hall, a gymnasium and a ground, each a row of its own); or they
 * have one name and lie close to each other, however the address is written.
 */
final class SamePlace {
  /** Two rows of one address this close are one place whatever they are called. */
  private static final double SIDE_BY_SIDE_M = 30;

  /** Two rows of one name this close are one place whatever their addresses say. */
  private static final double CLOSE_M = 100;

  private static final int NEITHER = 3;

  private static final double METRES_OF_DEGREE = 111_320;

  private SamePlace() {}

  /** The site of each shelter that is one; several shelters may be the same site. */
  static Map<Reading.Read, Reading.Read> pairs(
      List<Reading.Read> sites, List<Reading.Read> shelters) {
    Map<String, List<Reading.Read>> byAddress = groups(sites, ShelterPlace::address);
    Map<String, List<Reading.Read>> byName = groups(sites, ShelterPlace::name);
    Map<Reading.Read, Reading.Read> pairs = new LinkedHashMap<>();
    for (Reading.Read shelter : shelters) {
      Stream<Reading.Read> neighbours =
          shelter.flagged()
              ? byAddress.getOrDefault(plain(shelter.place().address()), List.of()).stream()
              : Stream.empty();
      Stream<Reading.Read> namesakes =
          byName.getOrDefault(plain(shelter.place().name()), List.of()).stream()
              .filter(site -> metres(site.place(), shelter.place()) <= CLOSE_M);
      Stream.concat(neighbours, namesakes)
          .filter(site -> rank(site, shelter) < NEITHER)
          .min(
              Comparator.<Reading.Read>comparingInt(site -> rank(site, shelter))
                  .thenComparingDouble(site -> metres(site.place(), shelter.place())))
          .ifPresent(site -> pairs.put(shelter, site));
    }
    return pairs;
  }

  private static Map<String, List<Reading.Read>> groups(
      List<Reading.Read> rows, Function<ShelterPlace, String> by) {
    Map<String, List<Reading.Read>> groups = new HashMap<>();
    for (Reading.Read row : rows) {
      String key = plain(by.apply(row.place()));
      if (!key.isEmpty()) {
        groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(row);
      }
    }
    return groups;
  }

  /** 0 the same name, 1 one name within the other, 2 side by side, 3 neither. */
  private static int rank(Reading.Read site, Reading.Read shelter) {
    String one = plain(site.place().name());
    String other = plain(shelter.place().name());
    if (one.equals(other)) {
      return 0;
    }
    if (one.contains(other) || other.contains(one)) {
      return 1;
    }
    return metres(site.place(), shelter.place()) <= SIDE_BY_SIDE_M ? 2 : NEITHER;
  }

  private static double metres(ShelterPlace one, ShelterPlace other) {
    return straightM(one.lon(), one.lat(), other.lon(), other.lat());
  }

  /** The straight way between two places of one town, metres; good to a percent. */
  static double straightM(double lon, double lat, double otherLon, double otherLat) {
    double east = (lon - otherLon) * Math.cos(Math.toRadians((lat + otherLat) / 2));
    return METRES_OF_DEGREE * Math.hypot(east, lat - otherLat);
  }

  private static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).replaceAll("\\s", "");
  }

  /** The site with what the other list says of the same place besides. */
  static ShelterPlace joined(ShelterPlace site, List<ShelterPlace> same) {
    ShelterPlace joined = site;
    for (ShelterPlace other : same) {
      Set<Facility> facilities = new TreeSet<>(joined.facilities());
      facilities.addAll(other.facilities());
      Set<Aid> aids = new TreeSet<>(joined.barrierFree());
      aids.addAll(other.barrierFree());
      joined =
          new ShelterPlace(
              joined.id(),
              joined.layer(),
              joined.feature(),
              joined.name(),
              joined.kana().isEmpty() ? other.kana() : joined.kana(),
              joined.address(),
              joined.phone().isEmpty() ? other.phone() : joined.phone(),
              joined.lon(),
              joined.lat(),
              joined.kinds(),
              joined.hazards(),
              joined.capacity() == null ? other.capacity() : joined.capacity(),
              facilities,
              joined.pets() == Pets.UNKNOWN ? other.pets() : joined.pets(),
              aids);
    }
    return joined;
  }

  static ShelterPlace withKinds(ShelterPlace place, Set<Kind> kinds) {
    return new ShelterPlace(
        place.id(),
        place.layer(),
        place.feature(),
        place.name(),
        place.kana(),
        place.address(),
        place.phone(),
        place.lon(),
        place.lat(),
        kinds,
        place.hazards(),
        place.capacity(),
        place.facilities(),
        place.pets(),
        place.barrierFree());
  }
}

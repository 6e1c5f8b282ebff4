package org.machizu.search.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names of places, ready to be found at the beginning of an address. */
public final class Gazetteer {
  /** 郡 before a town or village; people leave it out. */
  private static final Pattern COUNTY = Pattern.compile("^[^0-9]{1,5}?郡(?=.)");

  private final List<City> cities;

  /**
   * One place.
   *
   * @param prefecture may be empty
   * @param city with 郡 and 区: 勇払郡安平町, 札幌市中央区
   * @param town 大字 with 丁目; empty for the city itself
   */
  public record Place(String prefecture, String city, String town) {}

  /** A city with every form in which it may stand, the longest first. */
  record City(String prefecture, String name, List<String> forms, List<Town> towns) {}

  /** A part of a city with a form in which it may stand, as in {@link AddressKey}. */
  record Town(String name, String key) {}

  public Gazetteer(List<Place> places) {
    Map<String, List<Place>> byCity = new LinkedHashMap<>();
    for (Place place : places) {
      byCity
          .computeIfAbsent(place.prefecture() + "\t" + place.city(), c -> new ArrayList<>())
          .add(place);
    }
    this.cities =
        byCity.values().stream()
            .map(Gazetteer::city)
            .sorted(Comparator.comparingInt(c -> -c.forms().getFirst().length()))
            .toList();
  }

  /** Only the municipality itself, as for a server that serves one town. */
  public static Gazetteer ofTown(String name) {
    return new Gazetteer(List.of(new Place("", name, "")));
  }

  List<City> cities() {
    return cities;
  }

  private static City city(List<Place> places) {
    Place first = places.getFirst();
    String full = Spelling.fold(Spelling.wide(first.city()));
    String withoutCounty = COUNTY.matcher(full).replaceFirst("");
    List<String> forms = full.equals(withoutCounty) ? List.of(full) : List.of(full, withoutCounty);
    return new City(first.prefecture(), first.city(), forms, towns(places));
  }

  /** The longest key first; a town may also be called without its 町, unless that is another. */
  private static List<Town> towns(List<Place> places) {
    Map<String, Town> byKey = new HashMap<>();
    for (Place place : places) {
      String key = AddressKey.of(place.town());
      if (!key.isEmpty()) {
        byKey.merge(key, new Town(place.town(), key), Gazetteer::plainer);
      }
    }
    for (Town town : List.copyOf(byKey.values())) {
      shorter(town).ifPresent(other -> byKey.putIfAbsent(other.key(), other));
    }
    return byKey.values().stream()
        .sorted(Comparator.<Town>comparingInt(t -> -t.key().length()).thenComparing(Town::key))
        .toList();
  }

  /** Of two spellings of one place the one with 大字 is the place's own. */
  private static Town plainer(Town one, Town other) {
    return one.name().length() >= other.name().length() ? one : other;
  }

  private static Optional<Town> shorter(Town town) {
    int at = town.key().lastIndexOf('町');
    return at < 2 || at == 0
        ? Optional.empty()
        : Optional.of(
            new Town(town.name(), town.key().substring(0, at) + town.key().substring(at + 1)));
  }
}

package org.machizu.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a town's columns are called in its layers of shelters where their headings are not those of a
 * known list.
 *
 * @param names the town's name for some of ours
 */
public record ShelterColumns(Map<String, String> names) {
  /** Every column by its usual headings. */
  public static final ShelterColumns USUAL = new ShelterColumns(Map.of());

  private static final List<String> KNOWN =
      List.of(
          "id",
          "name",
          "kana",
          "address",
          "phone",
          "capacity",
          "alsoShelter",
          "alsoSite",
          "flood",
          "inland_flood",
          "landslide",
          "earthquake",
          "tsunami",
          "storm_surge",
          "fire",
          "volcano",
          "facilities",
          "pets",
          "barrierFree");

  public ShelterColumns {
    names = Map.copyOf(names);
  }

  /** The town's name of a column, where it has told one. */
  public Optional<String> find(String name) {
    return Optional.ofNullable(names.get(name));
  }

  /**
   * The names that are given.
   *
   * @param pairs as "capacity=定員, flood=洪水可"
   * @throws IllegalArgumentException when a pair is none, or names no column
   */
  static ShelterColumns parse(String pairs) {
    Map<String, String> usual = new LinkedHashMap<>();
    KNOWN.forEach(name -> usual.put(name, ""));
    Map<String, String> names = ColumnNames.parse(pairs, usual);
    names.values().removeIf(String::isEmpty);
    return new ShelterColumns(names);
  }

  /** Our names, for the page of settings. */
  static String known() {
    return String.join(", ", KNOWN);
  }
}

package org.machizu.samples.district;

import java.util.List;
import org.machizu.samples.buildings.Building;
import org.machizu.samples.buildings.Buildings;
import org.machizu.samples.buildings.Institution;
import org.machizu.samples.buildings.Institutions;
import org.machizu.samples.parcels.Parcel;
import org.machizu.samples.parcels.Parcels;
import org.machizu.samples.plane.Dice;
import org.machizu.samples.streets.Manager;
import org.machizu.samples.streets.Street;
import org.machizu.samples.streets.StreetNetwork;
import org.machizu.samples.terrain.Land;

/**
 * A town on its ground, as far as other layers lean on it; everything on the ground's own plane.
 */
public record District(
    Tile tile,
    long seed,
    Land land,
    List<Street> streets,
    List<Parcel> parcels,
    List<Institution> institutions,
    List<Building> buildings) {

  /** The only town of its seed and number. */
  public static District of(long townSeed, int number) {
    long seed = seed(townSeed, number);
    Land land = new Land(seed);
    List<Street> streets = StreetNetwork.plan(seed, land).streets();
    List<Parcel> parcels = Parcels.of(seed, land, streets);
    List<Institution> institutions = Institutions.on(parcels);
    List<Building> buildings = Buildings.on(seed, parcels, institutions);
    return new District(Tile.of(number), seed, land, streets, parcels, institutions, buildings);
  }

  /**
   * Its ground and waters alone, for those who need nothing that people have built: made at once.
   */
  public static District ground(long townSeed, int number) {
    long seed = seed(townSeed, number);
    return new District(
        Tile.of(number), seed, new Land(seed), List.of(), List.of(), List.of(), List.of());
  }

  private static long seed(long townSeed, int number) {
    return townSeed + 7919L * number;
  }

  /** A stream of chance for a layer. */
  public Dice dice(String layer) {
    return Dice.of(seed, layer);
  }

  /** 路線番号; roads of nation and prefecture run through, the others are each town's own. */
  public String routeNumber(Street street) {
    String number = street.route().number();
    return street.route().manager() == Manager.TOWN ? tile.id(number) : number;
  }

  /** 所在 of a parcel: 本町一丁目12-3. */
  public String address(Parcel parcel) {
    return tile.name(parcel.quarter().name()) + parcel.quarter().chome() + parcel.lotNumber();
  }
}

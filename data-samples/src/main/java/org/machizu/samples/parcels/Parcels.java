package org.machizu.samples.parcels;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.locationtech.jts.geom.Coordinate;
import org.machizu.samples.plane.Dice;
import org.machizu.samples.streets.Street;
import org.machizu.samples.terrain.Land;
import org.machizu.samples.terrain.Noise;

/** The register: the ground between the roads cut into lots, with quarters, numbers and uses. */
public final class Parcels {
  private final long seed;
  private final Noise surveyed;
  private final Noise wet;
  private final Numbering numbering = new Numbering();
  private final List<Parcel> parcels = new ArrayList<>();

  private Parcels(long seed) {
    this.seed = seed;
    this.surveyed = new Noise(seed + 11);
    this.wet = new Noise(seed + 12);
  }

  public static List<Parcel> of(long seed, Land land, List<Street> streets) {
    Parcels register = new Parcels(seed);
    List<Block> blocks = Blocks.between(land, streets);
    List<List<Lot>> lots = new ArrayList<>();
    for (int i = 0; i < blocks.size(); i++) {
      lots.add(List.of());
    }
    IntStream.range(0, blocks.size())
        .parallel()
        .forEach(i -> lots.set(i, register.lots(blocks.get(i), i)));
    for (int i = 0; i < blocks.size(); i++) {
      register.number(blocks.get(i), lots.get(i));
    }
    return List.copyOf(register.parcels);
  }

  private List<Lot> lots(Block block, int index) {
    Dice dice = Dice.of(seed, "block " + index);
    return switch (block.ground()) {
      case RIVER -> List.of();
      case CENTRE -> new TownLots(dice).centre(block);
      case HAMLET -> new TownLots(dice).hamlet(block);
      case FIELD -> new FieldLots(dice).fields(block);
      case HILL -> new FieldLots(dice).forest(block);
      case DIKE -> List.of(new Lot(block.shape(), Use.DIKE, 0));
      case RAILWAY -> List.of(new Lot(block.shape(), Use.RAILWAY, 0));
      case POND -> List.of(new Lot(block.shape(), Use.POND, 0));
    };
  }

  private void number(Block block, List<Lot> lots) {
    if (lots.isEmpty()) {
      return;
    }
    Coordinate middle = block.shape().getInteriorPoint().getCoordinate();
    Map<Integer, Integer> counts = new HashMap<>();
    lots.forEach(lot -> counts.merge(lot.main(), 1, Integer::sum));
    Map<List<Object>, Integer> mains = new HashMap<>();
    for (Lot lot : lots) {
      Coordinate place =
          block.shape().getArea() > 400_000
              ? lot.shape().getInteriorPoint().getCoordinate()
              : middle;
      Quarter quarter = Quarters.of(place, block.ground() == Ground.CENTRE);
      int main =
          mains.computeIfAbsent(List.of(quarter, lot.main()), _ -> numbering.newMain(quarter));
      String number = numbering.next(quarter, main, counts.getOrDefault(lot.main(), 1) == 1);
      add(block, lot, quarter, number);
    }
  }

  private void add(Block block, Lot lot, Quarter quarter, String number) {
    Coordinate place = lot.shape().getInteriorPoint().getCoordinate();
    double error = 1 + 0.006 * surveyed.at(place.x * 7, place.y * 7, 90);
    double areaM2 = Math.round(lot.shape().getArea() * error * 100) / 100.0;
    parcels.add(
        new Parcel(
            parcels.size(),
            quarter,
            number,
            category(lot, place),
            areaM2,
            lot.shape(),
            isPlaced(lot, place),
            block.ground(),
            lot.use(),
            lot.site(),
            block.frontage().main(lot.shape())));
  }

  /** Fields and forests whose maps were never tied to the national grid lie together. */
  private boolean isPlaced(Lot lot, Coordinate place) {
    double never = surveyed.at(place.x, place.y, 900);
    return switch (lot.use()) {
      case FIELD -> never > -0.62;
      case FOREST -> never > -0.45;
      default -> true;
    };
  }

  private String category(Lot lot, Coordinate place) {
    return switch (lot.use()) {
      case HOUSE, SHOP, WORKS, FARMSTEAD -> "宅地";
      case VACANT -> wet.at(place.x, place.y, 40) > 0.35 ? "雑種地" : "宅地";
      case SITE ->
          switch (lot.site()) {
            case "小学校", "中学校" -> "学校用地";
            case "中央公園", "川端公園" -> "公園";
            default -> "宅地";
          };
      case FIELD ->
          lot.shape().getArea() < 700 && wet.at(place.y, place.x, 60) > 0.3
              ? "雑種地"
              : wet.at(place.x, place.y, 1300) + (place.y < 2200 ? 0.25 : -0.3) > 0 ? "田" : "畑";
      case FOREST -> wet.at(place.x, place.y, 700) > 0.62 ? "原野" : "山林";
      case DIKE -> "堤";
      case RAILWAY -> "鉄道用地";
      case POND -> "ため池";
    };
  }
}

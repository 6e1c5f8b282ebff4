package org.machizu.samples.buildings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Polygon;
import org.machizu.samples.parcels.Parcel;
import org.machizu.samples.plane.Box;
import org.machizu.samples.plane.Dice;

/** Builds upon the parcels: houses, farmsteads, shops, works, and what the institutions need. */
public final class Buildings {
  private static final String WOOD = "木造";
  private static final String STEEL = "鉄骨造";
  private static final String CONCRETE = "鉄筋コンクリート造";

  private final Dice dice;
  private final List<Building> built = new ArrayList<>();

  private Buildings(Dice dice) {
    this.dice = dice;
  }

  public static List<Building> on(long seed, List<Parcel> parcels, List<Institution> institutions) {
    Map<Integer, Institution> byParcel = new HashMap<>();
    institutions.forEach(institution -> byParcel.put(institution.parcel().index(), institution));
    Buildings buildings = new Buildings(Dice.of(seed, "buildings"));
    for (Parcel parcel : parcels) {
      Institution institution = byParcel.get(parcel.index());
      if (institution != null) {
        buildings.institution(parcel, institution);
      } else if (parcel.placed()) {
        buildings.usual(parcel);
      }
    }
    return List.copyOf(buildings.built);
  }

  private void usual(Parcel parcel) {
    switch (parcel.use()) {
      case HOUSE -> house(parcel);
      case SHOP -> shop(parcel);
      case WORKS -> works(parcel);
      case FARMSTEAD -> farmstead(parcel);
      default -> {
        // Nothing stands there.
      }
    }
  }

  private void house(Parcel parcel) {
    if (parcel.shape().getArea() > 480 && dice.chance(0.1)) {
      int units = dice.whole(4, 8);
      add(
          parcel,
          Footprint.on(parcel, 5.6 * units / 2, 8.5, 0, dice.between(-0.6, 0.6)),
          "共同住宅",
          WOOD,
          2,
          units);
      return;
    }
    int floors = dice.chance(0.72) ? 2 : 1;
    Polygon walls =
        Footprint.on(
            parcel,
            dice.between(9.5, 13.5),
            dice.between(7.2, 9.4),
            dice.between(-0.75, 0.75),
            dice.between(-0.5, 0.5));
    if (walls != null && dice.chance(0.45)) {
      walls = Footprint.withoutCorner(walls, dice.between(0.22, 0.4));
    }
    add(parcel, walls, "住宅", WOOD, floors, 1);
  }

  private void shop(Parcel parcel) {
    boolean lives = dice.chance(0.6);
    Box box = Box.around(parcel.shape());
    boolean steel = dice.chance(0.4);
    add(
        parcel,
        Footprint.on(
            parcel,
            Math.min(22, box.along() * 0.72),
            box.across() * 0.84,
            dice.between(-0.5, 0.5),
            0),
        lives ? "店舗併用住宅" : "店舗",
        steel ? STEEL : WOOD,
        dice.whole(1, 3),
        lives ? 1 : 0);
  }

  private void works(Parcel parcel) {
    Box box = Box.around(parcel.shape());
    boolean factory = dice.chance(0.35);
    add(
        parcel,
        Footprint.on(
            parcel,
            box.along() * dice.between(0.35, 0.62),
            box.across() * 0.66,
            dice.between(-0.8, 0.8),
            0),
        factory ? "工場" : dice.chance(0.5) ? "倉庫" : "事務所",
        STEEL,
        dice.whole(1, 2),
        0);
  }

  private void farmstead(Parcel parcel) {
    add(
        parcel,
        Footprint.on(parcel, dice.between(12, 16), dice.between(8.5, 11), 0.7, -0.6),
        "農家住宅",
        WOOD,
        dice.chance(0.5) ? 2 : 1,
        1);
    add(
        parcel,
        Footprint.on(parcel, dice.between(14, 22), dice.between(8, 11), -0.8, 0.8),
        "納屋",
        WOOD,
        1,
        0);
    if (dice.chance(0.55)) {
      add(
          parcel,
          Footprint.on(parcel, dice.between(9, 16), dice.between(7, 9), -0.9, -0.9),
          "倉庫",
          STEEL,
          1,
          0);
    }
  }

  private void institution(Parcel parcel, Institution institution) {
    Box box = Box.around(parcel.shape());
    String name = institution.name();
    switch (institution.use()) {
      case "" -> {
        // A park.
      }
      case "共同住宅" -> slabs(parcel, name, box);
      case "学校" -> school(parcel, name, box);
      case "倉庫", "工場" -> {
        for (double place : new double[] {-0.85, 0, 0.85}) {
          add(
              parcel,
              Footprint.on(parcel, box.along() * 0.24, box.across() * 0.5, place, 0.3),
              name,
              institution.use(),
              STEEL,
              1,
              0);
        }
      }
      default -> {
        Polygon walls =
            Footprint.on(
                parcel, Math.min(58, box.along() * 0.6), Math.min(30, box.across() * 0.55), 0, 0.4);
        boolean large = walls != null && walls.getArea() > 350;
        if (walls != null && large) {
          walls = Footprint.withoutCorner(walls, 0.3);
        }
        add(parcel, walls, name, institution.use(), large ? CONCRETE : WOOD, large ? 2 : 1, 0);
      }
    }
  }

  private void school(Parcel parcel, String name, Box box) {
    Polygon main =
        Footprint.on(parcel, box.along() * 0.55, Math.min(26, box.across() * 0.3), -0.6, 0.85);
    add(
        parcel,
        main == null ? null : Footprint.withoutCorner(main, 0.45),
        name,
        "学校",
        CONCRETE,
        box.along() > 90 ? 3 : 2,
        0);
    Polygon gym =
        Footprint.on(
            parcel, Math.min(36, box.along() * 0.26), Math.min(24, box.across() * 0.28), 0.9, 0.85);
    if (main != null && gym != null && !gym.intersects(main)) {
      add(parcel, gym, name + " 屋内運動場", "体育館", STEEL, 1, 0);
    }
  }

  private void slabs(Parcel parcel, String name, Box box) {
    int rows = Math.max(2, (int) (box.across() / 24));
    List<Polygon> stand = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      for (double side : new double[] {-0.95, 0.95}) {
        Polygon walls =
            Footprint.on(
                parcel,
                Math.min(44, box.along() * 0.42),
                9.5,
                side,
                rows == 1 ? 0 : 1.8 * i / (rows - 1) - 0.9);
        if (walls != null
            && walls.getArea() > 150
            && stand.stream().noneMatch(other -> other.isWithinDistance(walls, 3))) {
          stand.add(walls);
          add(parcel, walls, name + " " + stand.size() + "号棟", "共同住宅", CONCRETE, 3, 18);
        }
      }
    }
  }

  private void add(
      Parcel parcel, @Nullable Polygon walls, String use, String frame, int floors, int dwellings) {
    add(parcel, walls, "", use, frame, floors, dwellings);
  }

  private void add(
      Parcel parcel,
      @Nullable Polygon walls,
      String name,
      String use,
      String frame,
      int floors,
      int dwellings) {
    if (walls == null || standsInAnother(parcel, walls)) {
      return;
    }
    int year = 2025 - (int) Math.round(62 * Math.pow(dice.between(0, 1), 1.25));
    built.add(new Building(built.size(), parcel, walls, name, use, frame, floors, year, dwellings));
  }

  /** Whether the same parcel has a building there already; they are built one parcel at a time. */
  private boolean standsInAnother(Parcel parcel, Polygon walls) {
    for (int i = built.size() - 1; i >= 0; i--) {
      Building before = built.get(i);
      if (before.parcel().index() != parcel.index()) {
        return false;
      }
      if (before.shape().isWithinDistance(walls, 0.5)) {
        return true;
      }
    }
    return false;
  }
}

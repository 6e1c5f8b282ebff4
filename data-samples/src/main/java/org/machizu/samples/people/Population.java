package org.machizu.samples.people;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.machizu.samples.buildings.Building;
import org.machizu.samples.district.District;
import org.machizu.samples.plane.Dice;

/** Who lives in the dwellings: about 8,000 people, more old than young, as in such a town. */
final class Population {
  private static final double PEOPLE = 8_000;
  private static final double MEMBERS_ON_AVERAGE = 2.43;
  private static final List<String> CARE =
      List.of("要支援1", "要支援2", "要介護1", "要介護2", "要介護3", "要介護4", "要介護5");

  private final Dice dice;
  private final List<Household> households = new ArrayList<>();

  private Population(Dice dice) {
    this.dice = dice;
  }

  static List<Household> of(District district) {
    Population population = new Population(district.dice("people"));
    int dwellings = district.buildings().stream().mapToInt(Building::dwellings).sum();
    double lived = Math.min(0.98, PEOPLE / MEMBERS_ON_AVERAGE / dwellings);
    for (Building building : district.buildings()) {
      for (int unit = 0; unit < building.dwellings(); unit++) {
        if (building.parcel().front() != null && population.dice.chance(lived)) {
          population.settle(building);
        }
      }
    }
    return List.copyOf(population.households);
  }

  private void settle(Building building) {
    List<Resident> members = new ArrayList<>();
    boolean flat = building.use().equals("共同住宅");
    boolean farm = building.use().equals("農家住宅");
    int kind =
        flat
            ? dice.weighted(0.22, 0.36, 0.12, 0.12, 0.18, 0)
            : farm
                ? dice.weighted(0.08, 0.04, 0.28, 0.1, 0.2, 0.3)
                : dice.weighted(0.15, 0.1, 0.25, 0.18, 0.25, 0.07);
    switch (kind) {
      case 0 -> members.add(someone("世帯主", dice.whole(66, 96)));
      case 1 -> members.add(someone("世帯主", dice.whole(20, 64)));
      case 2 -> couple(members, dice.whole(65, 90));
      case 3 -> couple(members, dice.whole(26, 64));
      case 4 -> family(members, dice.whole(28, 52));
      default -> {
        family(members, dice.whole(34, 56));
        members.add(someone("母", members.getFirst().age() + dice.whole(24, 33)));
        if (dice.chance(0.55)) {
          members.add(someone("父", members.getFirst().age() + dice.whole(24, 33)));
        }
      }
    }
    households.add(new Household(households.size(), building, List.copyOf(members)));
  }

  private void couple(List<Resident> members, int age) {
    members.add(someone("世帯主", age));
    members.add(someone("配偶者", Math.clamp(age + dice.whole(-6, 4), 20, 99)));
  }

  private void family(List<Resident> members, int age) {
    if (dice.chance(0.14)) {
      members.add(someone("世帯主", age));
    } else {
      couple(members, age);
    }
    int children = 1 + dice.weighted(0.42, 0.43, 0.15);
    for (int i = 0; i < children; i++) {
      members.add(someone("子", Math.clamp(age - dice.whole(24, 36), 0, 30)));
    }
  }

  private Resident someone(String relation, int age) {
    LocalDate born = Resident.TODAY.minusYears(age).minusDays(dice.whole(0, 364));
    String sex =
        switch (relation) {
          case "母" -> "女";
          case "父" -> "男";
          default -> dice.chance(0.5) ? "男" : "女";
        };
    return new Resident(relation, sex, born, care(age));
  }

  private String care(int age) {
    double share = age < 65 ? 0.002 : age < 75 ? 0.045 : age < 85 ? 0.19 : 0.52;
    return dice.chance(share)
        ? CARE.get(dice.weighted(0.16, 0.15, 0.21, 0.17, 0.13, 0.1, 0.08))
        : "";
  }
}

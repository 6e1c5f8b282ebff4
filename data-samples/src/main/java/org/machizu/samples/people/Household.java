package org.machizu.samples.people;

import java.util.List;
import java.util.Locale;
import org.machizu.samples.buildings.Building;

/**
 * People who live together.
 *
 * @param index from 0
 */
record Household(int index, Building building, List<Resident> members) {
  /** 世帯番号 within its town. */
  String number() {
    return String.format(Locale.ROOT, "H%05d", index + 1);
  }

  long elderly() {
    return members.stream().filter(member -> member.age() >= 65).count();
  }

  boolean isAlone() {
    return members.size() == 1;
  }
}

package org.machizu.samples.people;

import java.time.LocalDate;
import java.time.Period;

/**
 * Somebody who does not exist.
 *
 * @param relation 続柄
 * @param care 要介護度: empty, 要支援1 to 要介護5
 */
record Resident(String relation, String sex, LocalDate born, String care) {
  /** The day on which ages are counted. */
  static final LocalDate TODAY = LocalDate.of(2026, 4, 1);

  int age() {
    return Period.between(born, TODAY).getYears();
  }
}

package org.machizu.samples.table;

import java.time.LocalDate;
import org.machizu.samples.plane.Dice;

/** Numbers and days as registers write them. */
public final class Values {
  private Values() {}

  /** To a tenth. */
  public static double tenth(double value) {
    return Math.rint(value * 10) / 10;
  }

  /** To a hundredth. */
  public static double hundredth(double value) {
    return Math.rint(value * 100) / 100;
  }

  /** Some working day of a year. */
  public static LocalDate dayOf(int year, Dice dice) {
    LocalDate day = LocalDate.of(year, 1, 5).plusDays(dice.whole(0, 350));
    return day.getDayOfWeek().getValue() > 5 ? day.plusDays(2) : day;
  }

  /** Figures as kanji, one by one: 1023 is 一〇二三. */
  public static String kanji(int number) {
    StringBuilder text = new StringBuilder();
    for (char digit : Integer.toString(number).toCharArray()) {
      text.append("〇一二三四五六七八九".charAt(digit - '0'));
    }
    return text.toString();
  }
}

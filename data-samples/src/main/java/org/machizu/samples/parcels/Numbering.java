package org.machizu.samples.parcels;

import java.util.HashMap;
import java.util.Map;

/** Gives out lot numbers: in each quarter from 1, lots of one origin with a branch number. */
final class Numbering {
  private final Map<Quarter, Integer> last = new HashMap<>();
  private final Map<Quarter, Map<Integer, Integer>> branches = new HashMap<>();

  /** A new number before the hyphen. */
  int newMain(Quarter quarter) {
    return last.merge(quarter, 1, Integer::sum);
  }

  /**
   * The number of a lot.
   *
   * @param alone whether it is the only lot of its origin, which then has no branch
   */
  String next(Quarter quarter, int main, boolean alone) {
    int branch =
        branches.computeIfAbsent(quarter, _ -> new HashMap<>()).merge(main, 1, Integer::sum);
    String number = alone ? Integer.toString(main) : main + "-" + branch;
    return quarter.fullWidth() ? fullWidth(number) : number;
  }

  private static String fullWidth(String number) {
    StringBuilder wide = new StringBuilder();
    for (char c : number.toCharArray()) {
      wide.append(c == '-' ? '－' : (char) (c - '0' + '０'));
    }
    return wide.toString();
  }
}

package org.machizu.access;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.machizu.geo.filter.Predicate;

/**
 * Several names by which one actor may read, put together so that never more is shown than one of
 * them may see: who sees names in one district and rows of all districts does not see all names.
 *
 * @param rows the rows that at least one sees
 * @param covering those who see all of these rows; what they are shown besides is put together
 *     freely. Empty when nobody does
 * @param all all of them, for the least that everybody is shown
 */
record Combined(Predicate rows, List<String> covering, List<String> all) {

  /**
   * @param rowsOf the rows that one of them sees
   */
  static Combined of(Set<String> readers, Function<String, Predicate> rowsOf) {
    List<String> sorted = readers.stream().sorted().toList();
    List<Predicate> ways = new ArrayList<>();
    for (String reader : sorted) {
      Predicate rows = rowsOf.apply(reader);
      if (rows instanceof Predicate.Everything) {
        List<String> unbounded =
            sorted.stream().filter(r -> rowsOf.apply(r) instanceof Predicate.Everything).toList();
        return new Combined(rows, unbounded, sorted);
      }
      if (!ways.contains(rows)) {
        ways.add(rows);
      }
    }
    return ways.size() == 1
        ? new Combined(ways.getFirst(), sorted, sorted)
        : new Combined(new Predicate.Or(ways), List.of(), sorted);
  }

  /** The most that somebody who sees all rows is given; when nobody does, the least of all. */
  <T> T pick(Function<String, T> given, Comparator<? super T> fromLeastToMost) {
    return covering.isEmpty()
        ? all.stream().map(given).min(fromLeastToMost).orElseThrow()
        : covering.stream().map(given).max(fromLeastToMost).orElseThrow();
  }
}

package org.machizu.residents;

import java.util.List;
import java.util.PriorityQueue;
import org.machizu.residents.Ranking.Ranked;

/**
 * The most urgent of many households; whoever does not come among them is only counted, so that
 * nothing need be made for it. One thread.
 */
final class MostUrgent {
  private final int most;
  private final PriorityQueue<Ranked> best =
      new PriorityQueue<>(Ranking.MOST_URGENT_FIRST.reversed());

  private int count;

  MostUrgent(int most) {
    this.most = most;
  }

  /** Counts a household, and says whether it would come among the most urgent so far. */
  boolean counts(double score, long household) {
    count++;
    if (best.size() < most) {
      return true;
    }
    Ranked last = best.element();
    return score > last.score() || (score == last.score() && household < last.household().id());
  }

  /** Takes one that comes among them. */
  void add(Ranked ranked) {
    best.add(ranked);
    if (best.size() > most) {
      var unused = best.poll();
    }
  }

  /** How many were counted. */
  int count() {
    return count;
  }

  /** In order. */
  List<Ranked> list() {
    return best.stream().sorted(Ranking.MOST_URGENT_FIRST).toList();
  }
}

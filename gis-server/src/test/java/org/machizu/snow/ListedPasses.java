package org.machizu.snow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.machizu.tracks.PassReads;
import org.machizu.tracks.RoadPass;

/** Passes in a list, answered as the port says. */
public final class ListedPasses implements PassReads {
  private static final Comparator<RoadPass> ORDER =
      Comparator.comparing(RoadPass::left)
          .thenComparing(RoadPass::device)
          .thenComparing(RoadPass::stretch)
          .thenComparingInt(RoadPass::number);

  private final List<RoadPass> all = new ArrayList<>();

  public synchronized void add(RoadPass pass) {
    all.add(pass);
  }

  public synchronized void removeIf(Predicate<RoadPass> which) {
    all.removeIf(which);
  }

  private synchronized List<RoadPass> list(Predicate<RoadPass> which, Instant from, Instant until) {
    return all.stream()
        .filter(pass -> !pass.left().isBefore(from) && pass.left().isBefore(until))
        .filter(which)
        .sorted(ORDER)
        .toList();
  }

  @Override
  public List<RoadPass> listBetween(Instant from, Instant until) {
    return list(_ -> true, from, until);
  }

  @Override
  public List<RoadPass> listOfRoads(Collection<Long> roads, Instant from, Instant until) {
    return list(pass -> roads.contains(pass.road()), from, until);
  }
}
